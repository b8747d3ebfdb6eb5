import { describe, expect, test } from "vitest";
import type { ClientType, StytchApi } from "../../../provider/src/stytch/api.ts";
import { createStytchApi } from "../../../provider/src/stytch/client.ts";
import { StytchIncompleteCreateError } from "../../../provider/src/stytch/errors.ts";
import { expectHidden, failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";

const SECRET = "canary-client-secret";
const APP = {
  client_id: "connected-app-test-1",
  client_type: "first_party",
  client_name: "canary-name",
  client_description: "d",
  redirect_urls: ["https://a.example/cb"],
  post_logout_redirect_urls: ["https://a.example/bye"],
  full_access_allowed: true,
  bypass_consent_for_offline_access: true,
  access_token_expiry_minutes: 5,
  access_token_custom_audience: "aud",
  access_token_template_content: '{"a":1}',
  id_token_template_content: '{"b":1}',
  logo_url: "https://a.example/logo.png",
  status: "active",
  client_secret_last_four: "cret",
  next_client_secret_last_four: "next",
};
type Wire = Record<string, unknown>;

async function apiServing(body: unknown): Promise<StytchApi> {
  const server = await serveHttp((_n, response) => json(response, 200, body));
  return createStytchApi(server.settings);
}

const get = async (app: Wire) =>
  (await apiServing({ connected_app: app })).getConnectedApp("connected-app-test-1");
const create = async (body: unknown, clientType: ClientType = "first_party") =>
  (await apiServing(body)).createConnectedApp({ clientType });

function without(app: Wire, ...names: string[]): Wire {
  return Object.fromEntries(Object.entries(app).filter(([name]) => !names.includes(name)));
}

describe("a client of a response", () => {
  test("gets our names", async () => {
    expect(await get(APP)).toEqual({
      clientId: "connected-app-test-1",
      clientType: "first_party",
      clientName: "canary-name",
      clientDescription: "d",
      redirectUrls: ["https://a.example/cb"],
      postLogoutRedirectUrls: ["https://a.example/bye"],
      fullAccessAllowed: true,
      bypassConsentForOfflineAccess: true,
      accessTokenExpiryMinutes: 5,
      accessTokenCustomAudience: "aud",
      accessTokenTemplateContent: '{"a":1}',
      idTokenTemplateContent: '{"b":1}',
      logoUrl: "https://a.example/logo.png",
      status: "active",
      clientSecretLastFour: "cret",
      nextClientSecretLastFour: "next",
    });
  });

  test("may hold fields that are not known yet, and a new type of client", async () => {
    const more = { ...APP, client_type: "second_party", creation_method: "API", extra: { a: [1] } };
    expect(await get(more)).toEqual({ ...(await get(APP)), clientType: "second_party" });
  });

  const optional = Object.keys(APP).filter(
    (name) => !["client_id", "client_type", "access_token_expiry_minutes"].includes(name),
  );

  test("every optional field may be null, absent or empty alike", async () => {
    const required = without(APP, ...optional);
    const nulls = Object.fromEntries(optional.map((name) => [name, null]));
    const empty = Object.fromEntries(
      optional.map((name) => {
        const value = APP[name as keyof typeof APP];
        if (Array.isArray(value)) return [name, []];
        return [name, typeof value === "boolean" ? false : ""];
      }),
    );
    const least = await get(required);
    expect(least).toMatchObject({ clientName: "", redirectUrls: [], fullAccessAllowed: false });
    expect(least).toMatchObject({ accessTokenTemplateContent: "{}", idTokenTemplateContent: "{}" });
    expect(await get({ ...required, ...nulls })).toEqual(least);
    expect(await get({ ...required, ...empty })).toEqual(least);
  });

  test.each(optional)("%s null alone changes nothing else", async (name) => {
    expect(await get({ ...APP, [name]: null })).toEqual(await get(without(APP, name)));
  });

  test.each([
    ["client_id", undefined],
    ["client_id", ""],
    ["client_id", null],
    ["client_type", undefined],
    ["client_type", ""],
    ["access_token_expiry_minutes", undefined],
    ["access_token_expiry_minutes", null],
    ["access_token_expiry_minutes", "60"],
    ["access_token_expiry_minutes", 1.5],
    ["client_name", 5],
    ["redirect_urls", "https://a.example/cb"],
    ["redirect_urls.0", [5]],
    ["full_access_allowed", "true"],
    ["status", {}],
  ])("%s %j is ERR_STYTCH_RESPONSE that names the place, not the values", async (path, value) => {
    const [name = ""] = path.split(".");
    const error = await failureOf(get({ ...without(APP, name), [name]: value }));
    expect(error).toMatchObject({ code: "ERR_STYTCH_RESPONSE", mayHaveTakenEffect: false });
    expect(error.message).toContain(`connected_app.${path}: `);
    expectHidden(error, "canary-name", "https://a.example");
  });
});

test.each<[string, unknown, (api: StytchApi) => Promise<unknown>, string]>([
  ["get", {}, (api) => api.getConnectedApp("x"), "connected_app"],
  ["get", { connected_app: null }, (api) => api.getConnectedApp("x"), "connected_app"],
  ["get", { connected_app: [] }, (api) => api.getConnectedApp("x"), "connected_app"],
  ["update", {}, (api) => api.updateConnectedApp("x", {}), "connected_app"],
  ["create", {}, (api) => api.createConnectedApp({ clientType: "first_party" }), "connected_app"],
  ["search", {}, (api) => api.searchConnectedApps({}), "connected_apps"],
  [
    "search",
    { connected_apps: [APP, without(APP, "client_id")] },
    (api) => api.searchConnectedApps({}),
    "connected_apps.1.client_id",
  ],
  [
    "search",
    { connected_apps: [], results_metadata: { next_cursor: 5 } },
    (api) => api.searchConnectedApps({}),
    "results_metadata.next_cursor",
  ],
  ["whoami", {}, (api) => api.whoami(), "project_id"],
  ["delete", [], (api) => api.deleteConnectedApp("x"), ""],
  [
    "rotation start",
    { connected_app: { ...APP, next_client_secret: "" } },
    (api) => api.startSecretRotation("x"),
    "connected_app.next_client_secret",
  ],
  ["rotation cancel", {}, (api) => api.cancelSecretRotation("x"), "connected_app"],
  ["rotation finish", {}, (api) => api.completeSecretRotation("x"), "connected_app"],
])("%s: a response without what it needs names the place", async (_name, body, call, place) => {
  const error = await failureOf(call(await apiServing(body)));
  expect(error).toMatchObject({ code: "ERR_STYTCH_RESPONSE" });
  expect(error.message).toContain(`specifies: ${place}${place && ": "}`);
  expectHidden(error, "canary-name");
});

test.each([
  [{ connected_apps: [] }, undefined],
  [{ connected_apps: [], results_metadata: null }, undefined],
  [{ connected_apps: [], results_metadata: { next_cursor: null } }, undefined],
  [{ connected_apps: [], results_metadata: { next_cursor: "" } }, undefined],
  [{ connected_apps: [], results_metadata: { total: -1 } }, undefined],
  [{ connected_apps: [], results_metadata: { next_cursor: "c" } }, "c"],
])("search %j: next cursor %s", async (body, nextCursor) => {
  const api = await apiServing(body);
  expect(await api.searchConnectedApps({})).toEqual({ connectedApps: [], nextCursor });
});

describe("the response to a create", () => {
  const created = { ...APP, client_secret: SECRET };

  test("holds the secret", async () => {
    expect(await create({ connected_app: created })).toMatchObject({ clientSecret: SECRET });
  });

  test.each([undefined, null, ""])("holds none for a public client (%j)", async (secret) => {
    const body = { connected_app: { ...APP, client_secret: secret } };
    expect(await create(body, "first_party_public")).toMatchObject({ clientSecret: "" });
  });

  test.each([undefined, null, ""])(
    "without a confidential client's secret (%j) is incomplete",
    async (secret) => {
      const error = await failureOf(create({ connected_app: { ...APP, client_secret: secret } }));
      expect(error).toBeInstanceOf(StytchIncompleteCreateError);
      expect(error).toMatchObject({ code: "ERR_STYTCH_RESPONSE", mayHaveTakenEffect: true });
      expect((error as StytchIncompleteCreateError).identity().clientId).toBe(
        "connected-app-test-1",
      );
      expect(error.message).toContain("client_secret");
    },
  );

  test.each([
    ["client_type", { connected_app: without(created, "client_type") }, SECRET],
    [
      "access_token_expiry_minutes",
      { connected_app: { ...created, access_token_expiry_minutes: "5" } },
      SECRET,
    ],
    ["redirect_urls", { connected_app: { ...created, redirect_urls: SECRET } }, SECRET],
    ["client_secret", { connected_app: { ...created, client_secret: { value: SECRET } } }, ""],
  ])("with a bad %s keeps the identity, and to itself", async (name, body, clientSecret) => {
    const error = await failureOf(create(body));
    expect(error).toBeInstanceOf(StytchIncompleteCreateError);
    expect(error).toMatchObject({ code: "ERR_STYTCH_RESPONSE", mayHaveTakenEffect: true });
    expect(error.message).toContain(`connected_app.${name}: `);
    expect((error as StytchIncompleteCreateError).identity()).toEqual({
      clientId: "connected-app-test-1",
      clientSecret,
    });
    expectHidden(error, SECRET, "canary-name");
  });

  test.each([
    [{ connected_app: without(created, "client_id") }],
    [{ connected_app: { ...created, client_id: 5 } }],
    [{ connected_app: SECRET }],
    [{ client: created }],
    [SECRET],
    [null],
  ])("without an id is an ordinary ERR_STYTCH_RESPONSE (%#)", async (body) => {
    const error = await failureOf(create(body));
    expect(error).not.toBeInstanceOf(StytchIncompleteCreateError);
    expect(error).toMatchObject({ code: "ERR_STYTCH_RESPONSE", mayHaveTakenEffect: true });
    expectHidden(error, SECRET, "canary-name");
  });
});

test.each([
  [{ total: 1234 }, 1234],
  // Counting is turned off for the workspace.
  [{ total: -1 }, undefined],
  [{ total: "many" }, undefined],
  [{}, undefined],
  [null, undefined],
])("search with the metadata %j: total %s", async (results_metadata, total) => {
  const api = await apiServing({ connected_apps: [], results_metadata });
  expect((await api.searchConnectedApps({})).total).toBe(total);
});
