import { describe, expect, it } from "vitest";
import { type Api, createApi, ORIGIN } from "../_api.ts";

const OWN = { "sec-fetch-site": "same-origin" };

async function submit(
  api: Api,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = OWN,
) {
  const request = new Request(`${ORIGIN}/_emulator/${path}`, {
    method: "POST",
    headers,
    body: new URLSearchParams(fields),
  });
  const response = await api.app.fetch(request);
  return {
    status: response.status,
    to: response.headers.get("location"),
    text: await response.text(),
  };
}

async function read(api: Api, path: string) {
  return (await api.call("GET", `/_emulator/${path}`)).body;
}

describe("the page of switches", () => {
  it("turns a misbehaviour on and off, and leads back to its place", async () => {
    const api = createApi();
    const click = () => submit(api, "switches/misbehaviours", { toggle: "wrong_issuer" });
    expect(await click()).toMatchObject({ status: 303, to: "/_emulator/switches#misbehaviours" });
    expect(await read(api, "misbehaviours")).toMatchObject({ misbehaviours: ["wrong_issuer"] });
    await click();
    expect(await read(api, "misbehaviours")).toMatchObject({ misbehaviours: [] });
  });

  it.each([
    ["status 503", { status: 503 }],
    ["latencyMs 2000", { latencyMs: 2000 }],
    ["drop before", { drop: "before" }],
    ["body truncated", { body: "truncated" }],
    ["rateLimit 1", { rateLimit: 1 }],
  ])("adds the fault %s to those there are, and removes it", async (effect, fault) => {
    const api = createApi();
    await api.call("PUT", "/_emulator/faults", [{ status: 500 }]);
    const route = "GET /v1/debug/whoami";
    await submit(api, "switches/faults/add", { effect, route, times: "3" });
    expect(await read(api, "faults")).toMatchObject({
      faults: [{ status: 500 }, { ...fault, route, times: 3 }],
    });
    await submit(api, "switches/faults/remove", { index: "0" });
    expect(await read(api, "faults")).toMatchObject({ faults: [fault] });
  });

  it.each([
    ["url_list_order", "sorted", "sorted"],
    ["search_lag_seconds", "7", 7],
    ["second_exchange_status", "400", "400"],
  ])("sets the habit %s, and returns it to that of the start", async (name, value, shown) => {
    const api = createApi();
    const before = Object(await read(api, "habits")).habits[name];
    await submit(api, "switches/habits", { name, value });
    expect(await read(api, "habits")).toMatchObject({ habits: { [name]: shown } });
    await submit(api, "switches/habits/reset", {});
    expect(Object(await read(api, "habits")).habits[name]).toBe(before);
  });

  it("sets where clients send their users: to a page of one's own, the emulator's, or none", async () => {
    const api = createApi();
    const url = "https://app.example.com/authorize";
    const choose = (fields: Record<string, string>) =>
      submit(api, "switches/project/authorization-endpoint", fields);
    const project = async () => Object(await read(api, "project"));
    await submit(api, "switches/project", { dynamicClientRegistration: "true" });
    expect(await choose({ choice: "url", url })).toMatchObject({
      status: 303,
      to: "/_emulator/switches#project",
    });
    expect(await project()).toMatchObject({ authorizationEndpoint: url });
    expect((await choose({ choice: "url", url: "app" })).text).toContain("must be a URL such as");
    await choose({ choice: "none", url });
    expect(await project()).toMatchObject({ authorizationEndpoint: null });
    await choose({ choice: "emulator", url });
    expect(await project()).not.toHaveProperty("authorizationEndpoint");
    expect(await project()).toMatchObject({ dynamicClientRegistration: true });
  });

  it("adds and removes scopes of one's own, beside what else is set", async () => {
    const api = createApi();
    await submit(api, "switches/project", { requireRedirectUri: "always" });
    const add = (fields: Record<string, string>) =>
      submit(api, "switches/project/scopes/add", { description: "", role: "", ...fields });
    expect(await add({ scope: "read:all" })).toMatchObject({ to: "/_emulator/switches#project" });
    await add({ scope: "write:all", description: "Writes", role: "editor" });
    const both = [
      { scope: "read:all", description: "" },
      { scope: "write:all", description: "Writes", role: "editor" },
    ];
    expect(Object(await read(api, "project")).customScopes).toEqual(both);
    for (const [scope, problem] of [
      ["read:all", "there is a scope read:all; remove it first"],
      ["two words", "must be a scope as RFC 6749 has it"],
      ["", "must be a scope as RFC 6749 has it"],
    ] as const) {
      const refused = await add({ scope });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain(problem);
    }
    await submit(api, "switches/project/scopes/remove", { scope: "read:all" });
    expect(await read(api, "project")).toMatchObject({
      customScopes: both.slice(1),
      requireRedirectUri: "always",
    });
  });

  it("moves the clock, switches the project and resets all", async () => {
    const api = createApi();
    await submit(api, "switches/clock", { advanceSeconds: "86400" });
    const { body } = await api.call("POST", "/_emulator/clock", { advanceSeconds: 0 });
    expect(Date.parse(String(body.now)) - Date.now()).toBeGreaterThan(86_000_000);
    await submit(api, "switches/project", { dynamicClientRegistration: "true" });
    await submit(api, "switches/project", { requireRedirectUri: "always" });
    expect(await read(api, "project")).toMatchObject({
      dynamicClientRegistration: true,
      requireRedirectUri: "always",
    });
    await submit(api, "switches/reset", {});
    expect(await read(api, "project")).toMatchObject({ dynamicClientRegistration: false });
  });

  it.each([
    ["clock", { advanceSeconds: "-1" }, "advanceSeconds"],
    ["clock", { advanceSeconds: "1e15" }, "9999"],
    ["misbehaviours", { toggle: "x<b>" }, "must be one of"],
    ["habits", { name: "url_list_order", value: "x" }, "must be one of"],
    ["habits", { name: "search_lag_seconds", value: "" }, "must be a whole number"],
    ["habits", { name: "x", value: "x" }, "no such habit"],
    ["faults/add", { effect: "nothing", times: "1" }, "has no field"],
    ["project", { requireRedirectUri: "x" }, "must be one of"],
  ])("says what is wrong with %s %j, and changes nothing", async (path, fields, problem) => {
    const api = createApi();
    const before = (await api.call("GET", "/_emulator/seed")).text;
    const { status, text } = await submit(api, `switches/${path}`, fields);
    expect(status).toBe(400);
    expect(text).toMatch(new RegExp(`role="alert">[^<]*${problem}`));
    expect((await api.call("GET", "/_emulator/seed")).text).toBe(before);
    expect(await read(api, "faults")).toEqual({ faults: [] });
  });
});

describe("a form of a page", () => {
  const PATHS = ["switches/reset", "switches/clock", "sign-in/x/token"];

  it.each([
    {},
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: ORIGIN, "sec-fetch-site": "cross-site" },
  ])("is taken from no one but a page of the emulator: %j", async (headers) => {
    for (const path of PATHS) {
      const { status, text } = await submit(createApi(), path, { advanceSeconds: "1" }, headers);
      expect({ path, status }).toEqual({ path, status: 403 });
      expect(text).toContain("use the control routes");
    }
  });

  it("is taken from an old browser by its Origin", async () => {
    const fields = { advanceSeconds: "1" };
    const { status } = await submit(createApi(), "switches/clock", fields, { origin: ORIGIN });
    expect(status).toBe(303);
  });
});
