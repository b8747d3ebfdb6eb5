import { describe, expect, it } from "vitest";
import { BENDS, MISBEHAVIOURS } from "../../emulator/src/index.ts";
import { createApi } from "./_api.ts";
import { CASES } from "./_misbehaviour-cases.ts";
import { authorize, createScene, misbehave, REDIRECT } from "./_oauth.ts";

describe.each(Object.entries(CASES))("%s", (name, { vertical, client, look, right, wrong }) => {
  it("changes one thing", async () => {
    const scene = await createScene(vertical, client);
    expect(await look(scene)).toEqual(right);
    await misbehave(scene, name);
    expect(await look(scene)).toEqual(wrong);
    await misbehave(scene);
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
    await misbehave(scene, "near_miss_redirect_accepted");
    expect((await authorize(scene, { redirect_uri })).status).toBe(status);
  });
});

it("any_redirect_accepted accepts no text that is not a URL", async () => {
  const scene = await createScene();
  await misbehave(scene, "any_redirect_accepted");
  expect((await authorize(scene, { redirect_uri: "nowhere" })).status).toBe(401);
});

describe("PUT /_emulator/misbehaviours", () => {
  it("responds with what is on; GET tells what there is", async () => {
    const api = createApi();
    const put = await api.call("PUT", "/_emulator/misbehaviours", {
      misbehaviours: ["wrong_issuer"],
    });
    expect(put.body).toEqual({ misbehaviours: ["wrong_issuer"] });
    const get = await api.call("GET", "/_emulator/misbehaviours");
    expect(get.body).toEqual({ misbehaviours: ["wrong_issuer"], known: MISBEHAVIOURS });
  });

  it.each([[["straight"]], [{ misbehaviours: "wrong_issuer" }], [{}], ["wrong_issuer"]])(
    "refuses %j",
    async (body) => {
      expect((await createApi().call("PUT", "/_emulator/misbehaviours", body)).status).toBe(400);
    },
  );

  it("ends with a reset", async () => {
    const api = createApi();
    await api.call("PUT", "/_emulator/misbehaviours", ["wrong_issuer"]);
    await api.call("POST", "/_emulator/reset");
    expect((await api.call("GET", "/_emulator/misbehaviours")).body.misbehaviours).toEqual([]);
  });
});

describe("/_emulator/bends, the earlier name", () => {
  it.each([[["wrong_issuer"]], [{ bends: ["wrong_issuer"] }]])("PUT takes %j", async (list) => {
    const api = createApi();
    const put = await api.call("PUT", "/_emulator/bends", list);
    expect(put).toMatchObject({ status: 200, body: { bends: ["wrong_issuer"] } });
    const { body } = await api.call("GET", "/_emulator/misbehaviours");
    expect(body.misbehaviours).toEqual(["wrong_issuer"]);
  });

  it("GET tells what is on and what there is", async () => {
    const api = createApi();
    await api.call("PUT", "/_emulator/misbehaviours", ["nonce_missing"]);
    const { body } = await api.call("GET", "/_emulator/bends");
    expect(body).toEqual({ bends: ["nonce_missing"], known: MISBEHAVIOURS });
  });

  it.each([[["straight"]], [{ misbehaviours: [] }], [{}]])("PUT refuses %j", async (body) => {
    expect((await createApi().call("PUT", "/_emulator/bends", body)).status).toBe(400);
  });

  it("is exported as BENDS", () => {
    expect(BENDS).toBe(MISBEHAVIOURS);
  });
});

it("no misbehaviour is on by default", async () => {
  expect((await createApi().call("GET", "/_emulator/misbehaviours")).body.misbehaviours).toEqual(
    [],
  );
});
