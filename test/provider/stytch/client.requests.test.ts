import { expect, test } from "vitest";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import { createStytchApi } from "../../../provider/src/stytch/client.ts";
import { startRig } from "../_emulator.ts";
import { json, serveHttp } from "../_server.ts";

const CLIENTS = "/v1/connected_apps/clients";
const ID = "connected-app-test-1";
const FIELDS = {
  clientName: "n",
  clientDescription: "d",
  redirectUrls: ["https://a.example/cb"],
  postLogoutRedirectUrls: ["https://a.example/bye"],
  fullAccessAllowed: true,
  bypassConsentForOfflineAccess: false,
  accessTokenExpiryMinutes: 5,
  accessTokenCustomAudience: "aud",
  accessTokenTemplateContent: '{"a": {{ user.user_id }} }',
  idTokenTemplateContent: "{}",
  logoUrl: "https://a.example/logo.png",
};
const WIRE_FIELDS = {
  client_name: "n",
  client_description: "d",
  redirect_urls: ["https://a.example/cb"],
  post_logout_redirect_urls: ["https://a.example/bye"],
  full_access_allowed: true,
  bypass_consent_for_offline_access: false,
  access_token_expiry_minutes: 5,
  access_token_custom_audience: "aud",
  access_token_template_content: '{"a": {{ user.user_id }} }',
  id_token_template_content: "{}",
  logo_url: "https://a.example/logo.png",
};

/** A response that every operation accepts. */
const RESPONSE = {
  connected_app: {
    client_id: ID,
    client_type: "first_party",
    access_token_expiry_minutes: 60,
    client_secret: "secret",
    next_client_secret: "next",
  },
  connected_apps: [],
  project_id: "p",
};

type Operation = [name: string, call: (api: StytchApi) => Promise<unknown>, sent: unknown];

test.each<Operation>([
  ["whoami", (api) => api.whoami(), ["GET", "/v1/debug/whoami", ""]],
  [
    "create, all fields",
    (api) => api.createConnectedApp({ clientType: "first_party", ...FIELDS }),
    ["POST", CLIENTS, { client_type: "first_party", ...WIRE_FIELDS }],
  ],
  [
    "create, least",
    (api) => api.createConnectedApp({ clientType: "third_party_public" }),
    ["POST", CLIENTS, { client_type: "third_party_public" }],
  ],
  ["get", (api) => api.getConnectedApp(ID), ["GET", `${CLIENTS}/${ID}`, ""]],
  [
    "update, all fields",
    (api) => api.updateConnectedApp(ID, FIELDS),
    ["PUT", `${CLIENTS}/${ID}`, WIRE_FIELDS],
  ],
  [
    "update, cleared fields",
    (api) => api.updateConnectedApp(ID, { clientName: "", redirectUrls: [] }),
    ["PUT", `${CLIENTS}/${ID}`, { client_name: "", redirect_urls: [] }],
  ],
  ["search", (api) => api.searchConnectedApps({}), ["POST", `${CLIENTS}/search`, {}]],
  [
    "search, next page",
    (api) => api.searchConnectedApps({ cursor: "c", limit: 7 }),
    ["POST", `${CLIENTS}/search`, { cursor: "c", limit: 7 }],
  ],
  ["delete", (api) => api.deleteConnectedApp(ID), ["DELETE", `${CLIENTS}/${ID}`, ""]],
  [
    "rotation start",
    (api) => api.startSecretRotation(ID),
    ["POST", `${CLIENTS}/${ID}/secrets/rotate/start`, {}],
  ],
  [
    "rotation cancel",
    (api) => api.cancelSecretRotation(ID),
    ["POST", `${CLIENTS}/${ID}/secrets/rotate/cancel`, {}],
  ],
  [
    "rotation finish",
    (api) => api.completeSecretRotation(ID),
    ["POST", `${CLIENTS}/${ID}/secrets/rotate`, {}],
  ],
])("%s sends one request: method, path and body", async (_name, call, sent) => {
  const server = await serveHttp((_n, response) => json(response, 200, RESPONSE));
  const api = createStytchApi(server.settings);
  await call(api);
  await api.close();
  expect(server.requests.map(({ method, url, body }) => [method, url, body && JSON.parse(body)]))
    // The body is compared parsed: the order of keys does not matter.
    .toEqual([sent]);
});

test.each([
  ["a/b", "a%2Fb"],
  ["a b", "a%20b"],
  ["a?b#c", "a%3Fb%23c"],
  ["ä%", "%C3%A4%25"],
])("the id %j is percent-encoded in every path", async (id, encoded) => {
  const server = await serveHttp((_n, response) =>
    json(response, 200, { connected_app: { ...RESPONSE.connected_app, client_id: id } }),
  );
  const api = createStytchApi(server.settings);
  await api.getConnectedApp(id);
  await api.updateConnectedApp(id, {});
  await api.deleteConnectedApp(id);
  await api.startSecretRotation(id);
  await api.cancelSecretRotation(id);
  await api.completeSecretRotation(id);
  for (const { url } of server.requests) {
    expect(url).toMatch(new RegExp(`^${CLIENTS}/${encoded}(/secrets/rotate(/start|/cancel)?)?$`));
  }
  expect(server.requests).toHaveLength(6);
});

test("all eight operations and whoami work together on the emulator", async () => {
  const { api, settings, stats } = await startRig();
  expect(await api.whoami()).toEqual({
    projectId: settings.projectId,
    name: expect.any(String),
  });
  const created = await api.createConnectedApp({ clientType: "first_party", ...FIELDS });
  expect(created).toMatchObject({ clientType: "first_party", status: "active", ...FIELDS });
  expect(created.clientSecret.slice(-4)).toBe(created.clientSecretLastFour);

  const { clientSecret: _, ...held } = created;
  expect(await api.getConnectedApp(created.clientId)).toEqual(held);
  expect(await api.updateConnectedApp(created.clientId, { logoUrl: "" })).toEqual({
    ...held,
    logoUrl: "",
  });

  const started = await api.startSecretRotation(created.clientId);
  expect(started.nextClientSecret.slice(-4)).toBe(started.nextClientSecretLastFour);
  const cancelled = await api.cancelSecretRotation(created.clientId);
  expect(cancelled).toMatchObject({ nextClientSecretLastFour: "" });
  expect(cancelled.clientSecretLastFour).toBe(created.clientSecretLastFour);
  const again = await api.startSecretRotation(created.clientId);
  const completed = await api.completeSecretRotation(created.clientId);
  expect(completed.clientSecretLastFour).toBe(again.nextClientSecretLastFour);

  await api.deleteConnectedApp(created.clientId);
  expect(await api.searchConnectedApps({})).toEqual({
    connectedApps: [],
    nextCursor: undefined,
    total: 0,
  });
  expect((await stats()).total).toBe(10);
});

test("search goes through the pages", async () => {
  const { api } = await startRig();
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    ids.push((await api.createConnectedApp({ clientType: "first_party_public" })).clientId);
  }
  const found: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await api.searchConnectedApps({ cursor, limit: 2 });
    found.push(...page.connectedApps.map(({ clientId }) => clientId));
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor);
  expect(found).toEqual(ids);
  expect(pages).toBe(3);
});
