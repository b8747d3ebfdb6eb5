import { describe, expect, test } from "vitest";
import { connectedAppLifecycle as lifecycle } from "../../../provider/src/connected-app/index.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import { planRotation } from "../../../provider/src/connected-app/rotation/plan.ts";
import { CLIENT_TYPES } from "../../../provider/src/stytch/api.ts";
import { createStytchApi } from "../../../provider/src/stytch/client.ts";
import { SERVER_DEFAULTS } from "../../../provider/src/stytch/connected-app-fields.ts";
import { CREATE, DELETE, GET, PUT, type Rig, SEARCH, startRig } from "../_emulator.ts";
import { appsOf, NOW_TEXT } from "../_operations.ts";
import { expectHidden, failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";

const COMMON = {
  clientName: "name",
  clientDescription: "description",
  redirectUrls: ["https://b.example/cb", "https://a.example/cb"],
  postLogoutRedirectUrls: ["https://b.example/bye", "https://a.example/bye"],
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: "https://api.example.com",
  accessTokenTemplateContent: '{"email": {{ user.email }} }',
  idTokenTemplateContent: '{"id": {{ user.user_id }} }',
  logoUrl: "https://a.example/logo.png",
};
const OTHER = {
  clientName: "other",
  clientDescription: "other",
  redirectUrls: ["https://c.example/cb"],
  postLogoutRedirectUrls: ["https://c.example/bye"],
  accessTokenExpiryMinutes: 30,
  accessTokenCustomAudience: "other",
  accessTokenTemplateContent: '{"other": {{ user.email }} }',
  idTokenTemplateContent: '{"other": {{ user.user_id }} }',
  logoUrl: "https://c.example/logo.png",
};
const FLAGS = { fullAccessAllowed: true, bypassConsentForOfflineAccess: true };
const isThirdParty = (clientType: string) => clientType.startsWith("third_party");
const isPublic = (clientType: string) => clientType.endsWith("_public");

function fullInputs(clientType: (typeof CLIENT_TYPES)[number]): ConnectedAppInputs {
  return { clientType, ...COMMON, ...(isThirdParty(clientType) ? {} : FLAGS) };
}

async function held(rig: Rig): Promise<ConnectedAppOutputs> {
  const [app] = await rig.clients();
  if (!app) throw new Error("the server holds no client");
  return app;
}

describe.each(CLIENT_TYPES)("%s", (clientType) => {
  const inputs = fullInputs(clientType);
  const flags = isThirdParty(clientType)
    ? { fullAccessAllowed: false, bypassConsentForOfflineAccess: false }
    : FLAGS;

  test("create sets every field and remembers the secret", async () => {
    const rig = await startRig();
    const { id, outputs, problem } = await appsOf(rig.api).create(inputs);
    expect(problem).toBeUndefined();
    expect(await held(rig)).toMatchObject({ clientId: id, clientType, ...COMMON, ...flags });
    const { clientSecret, clientSecretLastFour, secretRotatedAt, ...rest } = outputs;
    const { projectId } = rig.api;
    expect(rest).toEqual({ clientType, ...COMMON, ...flags, projectId, status: "active" });
    if (isPublic(clientType)) {
      expect(outputs).not.toHaveProperty("clientSecret");
      expect(outputs).not.toHaveProperty("clientSecretLastFour");
      expect(outputs).not.toHaveProperty("secretRotatedAt");
    } else {
      expect(secretRotatedAt).toBe(NOW_TEXT);
      expect(clientSecret).toHaveLength(48);
      expect(clientSecretLastFour).toBe(clientSecret?.slice(-4));
    }
    // One before the create, and one by this test.
    expect((await rig.stats()).requests).toEqual({ [CREATE]: 1, [SEARCH]: 2 });
  });

  test("create with nothing but the type gets the defaults", async () => {
    const rig = await startRig();
    const { outputs } = await appsOf(rig.api).create({ clientType });
    expect(outputs).toMatchObject({ clientType, ...SERVER_DEFAULTS });
    expect(lifecycle.diff(outputs, { clientType }, () => false).changes).toEqual([]);
  });

  describe.each(["merge", "replace"] as const)("on a server that %ss", (updateSemantics) => {
    const changes = {
      ...OTHER,
      ...(isThirdParty(clientType)
        ? {}
        : { fullAccessAllowed: false, bypassConsentForOfflineAccess: false }),
    };

    test.each(Object.entries(changes))(
      "update of %s alone changes it alone",
      async (name, value) => {
        const rig = await startRig({ updateSemantics });
        const { id, outputs } = await appsOf(rig.api).create(inputs);
        const updated = await appsOf(rig.api).update(id, outputs, { ...inputs, [name]: value });
        expect(updated).toEqual({ outputs: { ...outputs, [name]: value } });
        expect(await held(rig)).toMatchObject({ ...COMMON, ...flags, [name]: value });
        expect((await rig.stats()).requests).toMatchObject({ [CREATE]: 1, [GET]: 1, [PUT]: 1 });
      },
    );

    test("update clears every field that is gone, one by one", async () => {
      const rig = await startRig({ updateSemantics });
      let { id, outputs } = await appsOf(rig.api).create(inputs);
      const left = { ...inputs };
      const names = Object.keys(inputs).filter((key) => key !== "clientType");
      for (const name of names as Exclude<keyof ConnectedAppInputs, "clientType">[]) {
        delete left[name];
        ({ outputs } = await appsOf(rig.api).update(id, outputs, left));
        const expected = SERVER_DEFAULTS[name as keyof typeof SERVER_DEFAULTS];
        expect(outputs).toHaveProperty(name, expected);
        expect(await held(rig)).toMatchObject({ ...SERVER_DEFAULTS, ...left });
      }
      expect(outputs).toMatchObject(SERVER_DEFAULTS);
      expect(outputs.clientSecret !== undefined).toBe(!isPublic(clientType));
    });
  });

  test("read finds what was changed elsewhere, and keeps the secret", async () => {
    const rig = await startRig();
    const { id, outputs } = await appsOf(rig.api).create(inputs);
    expect(await appsOf(rig.api).read(id, outputs)).toEqual({ outputs, inputs });
    await rig.api.updateConnectedApp(id, OTHER);
    const drifted = await appsOf(rig.api).read(id, outputs);
    expect(drifted?.outputs).toEqual({ ...outputs, ...OTHER });
    expect(drifted?.inputs).toEqual({ ...inputs, ...OTHER });
  });

  test("read of an imported client gives the least inputs", async () => {
    const rig = await startRig();
    const { clientId } = await rig.api.createConnectedApp({ clientType });
    const read = await appsOf(rig.api).read(clientId, {} as ConnectedAppOutputs);
    expect(read?.inputs).toEqual({ clientType });
    expect(read?.outputs).not.toHaveProperty("clientSecret");
    expect(read?.outputs).toMatchObject(SERVER_DEFAULTS);
  });

  test("delete removes it, and does so again without complaint", async () => {
    const rig = await startRig();
    const { id, outputs } = await appsOf(rig.api).create(inputs);
    await appsOf(rig.api).delete(id, outputs);
    await appsOf(rig.api).delete(id, outputs);
    expect(await rig.clients()).toEqual([]);
    expect(await appsOf(rig.api).read(id, outputs)).toBeUndefined();
    expect((await rig.stats()).requests).toMatchObject({ [DELETE]: 2, [GET]: 1 });
  });
});

test("the order in which the author wrote URLs survives a server that sorts", async () => {
  const rig = await startRig();
  const { id, outputs } = await appsOf(rig.api).create(fullInputs("first_party"));
  await rig.api.updateConnectedApp(id, { redirectUrls: [...COMMON.redirectUrls].reverse() });
  const read = await appsOf(rig.api).read(id, outputs);
  expect(read?.outputs.redirectUrls).toEqual(COMMON.redirectUrls);
  expect(read?.inputs.redirectUrls).toEqual(COMMON.redirectUrls);
});

test("a URL written twice is sent once and remembered as written", async () => {
  const rig = await startRig();
  const redirectUrls = ["https://a.example", "https://b.example", "https://a.example"];
  const { outputs } = await appsOf(rig.api).create({ clientType: "first_party", redirectUrls });
  expect(outputs.redirectUrls).toEqual(redirectUrls);
  expect((await held(rig)).redirectUrls).toEqual(redirectUrls.slice(0, 2));
});

test("what Stytch refuses creates nothing and is not a lost outcome", async () => {
  const rig = await startRig();
  const inputs: ConnectedAppInputs = { clientType: "first_party", accessTokenExpiryMinutes: 1 };
  expect(await failureOf(appsOf(rig.api).create(inputs))).toMatchObject({
    code: "ERR_STYTCH_API",
    errorType: "idp_invalid_access_token_expiry_minutes",
    mayHaveTakenEffect: false,
  });
  expect(await rig.clients()).toEqual([]);
});

describe("a stack that is pointed to another project", () => {
  test.each(["read", "update", "delete"] as const)(
    "%s is refused before anything is asked, and names both projects",
    async (operation) => {
      const rig = await startRig();
      const inputs = { clientType: "first_party" } as const;
      const { id, outputs } = await appsOf(rig.api).create(inputs);
      const projectId = "project-test-00000000-0000-4000-8000-00000000ffff";
      const other = rig.connect({ projectId });
      const run = {
        read: () => appsOf(other).read(id, outputs),
        update: () => appsOf(other).update(id, outputs, inputs),
        delete: () => appsOf(other).delete(id, outputs),
      }[operation];
      const error = await failureOf(run());
      expect(error).toMatchObject({ code: "ERR_STYTCH_SETTINGS" });
      expect(error.message).toContain(projectId);
      expect(error.message).toContain(rig.api.projectId);
      expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [CREATE]: 1 });
    },
  );

  test("a state that does not know its project is served as before", async () => {
    const rig = await startRig();
    const { id, outputs } = await appsOf(rig.api).create({ clientType: "first_party" });
    const { projectId: _unknown, ...older } = outputs;
    expect(await appsOf(rig.api).read(id, older)).toMatchObject({
      outputs: { projectId: rig.api.projectId },
    });
  });
});

test("update of a client that is gone fails", async () => {
  const rig = await startRig();
  const { id, outputs } = await appsOf(rig.api).create({ clientType: "first_party" });
  await appsOf(rig.api).delete(id, outputs);
  const inputs: ConnectedAppInputs = { clientType: "first_party", clientName: "other" };
  expect(await failureOf(appsOf(rig.api).update(id, outputs, inputs))).toMatchObject({
    code: "ERR_STYTCH_API",
    status: 404,
  });
});

describe("a 404 that does not speak of the client is not its absence", () => {
  const outputs = { ...SERVER_DEFAULTS, clientType: "first_party", status: "active" };

  test.each([
    ["route_not_found", JSON.stringify({ error_type: "route_not_found" })],
    ["HTML", "<html>404</html>"],
    ["another thing not found", JSON.stringify({ error_type: "user_not_found" })],
    ["nothing", ""],
  ])("%s", async (_name, body) => {
    const server = await serveHttp((_n, response) => {
      response.writeHead(404).end(body);
    });
    const api = createStytchApi(server.settings);
    const expected = { code: "ERR_STYTCH_API", status: 404 };
    expect(await failureOf(appsOf(api).read("x", outputs))).toMatchObject(expected);
    expect(await failureOf(appsOf(api).delete("x", outputs))).toMatchObject(expected);
  });

  test("nor is connected_app_not_found with another status", async () => {
    const server = await serveHttp((_n, response) =>
      json(response, 400, { error_type: "connected_app_not_found" }),
    );
    const api = createStytchApi(server.settings);
    expect(await failureOf(appsOf(api).read("x", outputs))).toMatchObject({ status: 400 });
    expect(await failureOf(appsOf(api).delete("x", outputs))).toMatchObject({ status: 400 });
  });
});

test("a response to a create that lacks something keeps the client and its secret", async () => {
  const server = await serveHttp((_n, response) =>
    json(response, 200, {
      connected_app: { client_id: "connected-app-test-1", client_secret: "canary-client-secret" },
    }),
  );
  const inputs = fullInputs("first_party");
  const { id, outputs, problem } = await appsOf(createStytchApi(server.settings)).create(inputs);
  expect(id).toBe("connected-app-test-1");
  expect(outputs).toEqual({
    ...inputs,
    projectId: server.settings.projectId,
    status: "",
    clientSecret: "canary-client-secret",
    clientSecretLastFour: "cret",
    secretRotatedAt: NOW_TEXT,
  });
  expect(problem).toMatchObject({ code: "ERR_STYTCH_RESPONSE" });
  expectHidden(problem, "canary-client-secret");
});

describe("the next update after a response to a create that lacks something", () => {
  const VERSIONS = { secretVersion: "5" };
  const ROTATING = { ...VERSIONS, nextSecretVersion: "6" };

  test.each([
    ["its other fields", "canary-client-secret", {}, "none"],
    ["its other fields", "canary-client-secret", VERSIONS, "none"],
    ["its other fields", "canary-client-secret", ROTATING, "start"],
    ["the secret", undefined, {}, "renew"],
    ["the secret", undefined, VERSIONS, "renew"],
    ["the secret", undefined, ROTATING, "renew"],
  ])("lacking %s (%s), with %j: %s", async (_, client_secret, versions, rotation) => {
    const server = await serveHttp((_n, response) =>
      json(response, 200, {
        connected_apps: [],
        results_metadata: { total: 0 },
        connected_app: { client_id: "connected-app-test-1", client_secret },
      }),
    );
    const inputs = { ...fullInputs("first_party"), ...versions };
    const { outputs, problem } = await appsOf(createStytchApi(server.settings)).create(inputs);
    expect(problem).toMatchObject({ code: "ERR_STYTCH_RESPONSE" });
    expect(planRotation(outputs, inputs)).toBe(rotation);
  });
});
