import { describe, expect, it } from "vitest";
import { BENDS } from "../../emulator/src/bends.ts";
import { createApi } from "./_api.ts";
import { CASES } from "./_bend-cases.ts";
import { authorize, bend, createScene, REDIRECT } from "./_oauth.ts";

describe.each(Object.entries(CASES))("%s", (name, { vertical, client, look, right, bent }) => {
  it("bends one thing", async () => {
    const scene = await createScene(vertical, client);
    expect(await look(scene)).toEqual(right);
    await bend(scene, name);
    expect(await look(scene)).toEqual(bent);
    await bend(scene);
    expect(await look(scene)).toEqual(right);
  });
});

describe("near_miss_redirect_accepted", () => {
  it.each([
    ["https://app.example.com/callback/", 200],
    ["https://other.example.com/Return", 200],
    ["https://app.example.com/elsewhere", 401],
    ["https://evil.example/callback", 401],
    ["nowhere", 401],
  ])("with two URLs, %s is %i", async (redirect_uri, status) => {
    const redirect_urls = [REDIRECT, "https://other.example.com/return"];
    const scene = await createScene("consumer", { redirect_urls });
    await bend(scene, "near_miss_redirect_accepted");
    expect((await authorize(scene, { redirect_uri })).status).toBe(status);
  });
});

it("any_redirect_accepted takes no text that is no URL", async () => {
  const scene = await createScene();
  await bend(scene, "any_redirect_accepted");
  expect((await authorize(scene, { redirect_uri: "nowhere" })).status).toBe(401);
});

describe("PUT /_emulator/bends", () => {
  it("answers what is on; GET tells what there is", async () => {
    const api = createApi();
    const put = await api.call("PUT", "/_emulator/bends", { bends: ["wrong_issuer"] });
    expect(put.body).toEqual({ bends: ["wrong_issuer"] });
    const get = await api.call("GET", "/_emulator/bends");
    expect(get.body).toEqual({ bends: ["wrong_issuer"], known: BENDS });
  });

  it.each([[["straight"]], [{ bends: "wrong_issuer" }], [{}], ["wrong_issuer"]])(
    "refuses %j",
    async (body) => {
      expect((await createApi().call("PUT", "/_emulator/bends", body)).status).toBe(400);
    },
  );

  it("ends with a reset", async () => {
    const api = createApi();
    await api.call("PUT", "/_emulator/bends", ["wrong_issuer"]);
    await api.call("POST", "/_emulator/reset");
    expect((await api.call("GET", "/_emulator/bends")).body.bends).toEqual([]);
  });
});

it("no bend is on by default", async () => {
  expect((await createApi().call("GET", "/_emulator/bends")).body.bends).toEqual([]);
});
