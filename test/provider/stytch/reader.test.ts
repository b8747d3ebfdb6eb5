import { expect, test } from "vitest";
import { createProjectReader, type ProjectReader } from "../../../provider/src/stytch/reader.ts";
import { failureOf } from "../_secrets.ts";
import { json, PROJECT_ID, serveHttp } from "../_server.ts";

const METADATA = { next_cursor: "next", total: 3 };

/** A response that every method can read. */
const BODY = {
  connected_apps: [{ client_id: "a", client_type: "first_party", access_token_expiry_minutes: 60 }],
  organizations: [{ organization_id: "o", organization_name: "Acme" }],
  results: [{ user_id: "u" }],
  active_members: [{ member_id: "m", granted_scopes: [] }],
  keys: [{ kty: "RSA" }],
  issuer: "https://issuer.example",
  results_metadata: METADATA,
};

const INSTALLED = { connected_apps: [{ connected_app_id: "a" }] };

/** A call of each method, with what it sends. */
const CALLS: readonly (readonly [
  keyof ProjectReader,
  (reader: ProjectReader) => Promise<unknown>,
  string,
])[] = [
  [
    "searchConnectedApps",
    (reader) => reader.searchConnectedApps({ limit: 7 }),
    "POST /v1/connected_apps/clients/search",
  ],
  [
    "searchOrganizations",
    (reader) => reader.searchOrganizations({ limit: 7 }),
    "POST /v1/b2b/organizations/search",
  ],
  ["searchUsers", (reader) => reader.searchUsers({ limit: 7 }), "POST /v1/users/search"],
  [
    "appsOfOrganization",
    (reader) => reader.appsOfOrganization("a/b"),
    "GET /v1/b2b/organizations/a%2Fb/connected_apps",
  ],
  [
    "membersWithApp",
    (reader) => reader.membersWithApp("o", "c?d"),
    "GET /v1/b2b/organizations/o/connected_apps/c%3Fd",
  ],
  ["appsOfUser", (reader) => reader.appsOfUser("u"), "GET /v1/users/u/connected_apps"],
  [
    "metadata",
    (reader) => reader.metadata("openid-configuration"),
    `GET /v1/public/${PROJECT_ID}/.well-known/openid-configuration`,
  ],
  ["keys", (reader) => reader.keys(), `GET /v1/public/${PROJECT_ID}/.well-known/jwks.json`],
];

async function serving(body: (url: string) => unknown) {
  const server = await serveHttp((_n, response, { url }) => json(response, 200, body(url)));
  return { server, reader: createProjectReader(server.settings) };
}

const everything = () => serving((url) => (url.endsWith("/connected_apps") ? INSTALLED : BODY));

test("every call of a reader is a GET or a search", async () => {
  const { server, reader } = await everything();
  const called = new Set<string>(CALLS.map(([name]) => name));
  const methods = Object.entries(reader).filter(([, value]) => typeof value === "function");
  expect(methods.map(([name]) => name).filter((name) => name !== "close")).toEqual(
    expect.arrayContaining([...called]),
  );
  expect(methods).toHaveLength(called.size + 1);
  for (const [, call] of CALLS) await call(reader);
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(
    CALLS.map(([, , sent]) => sent),
  );
  const bodies = server.requests.filter(({ method }) => method === "POST");
  expect(bodies.map(({ body }) => body)).toEqual(bodies.map(() => '{"limit":7}'));
});

test("public documents are asked for without credentials, and nothing else is", async () => {
  const { server, reader } = await everything();
  for (const [, call] of CALLS) await call(reader);
  const open = server.requests.filter(({ headers }) => headers.authorization === undefined);
  expect(open.map(({ url }) => url)).toEqual([
    `/v1/public/${PROJECT_ID}/.well-known/openid-configuration`,
    `/v1/public/${PROJECT_ID}/.well-known/jwks.json`,
  ]);
});

test("a response is read under the names of this package", async () => {
  const { reader } = await everything();
  const further = { nextCursor: "next", total: 3 };
  expect(await reader.searchConnectedApps({})).toMatchObject({
    ...further,
    connectedApps: [{ clientId: "a", creationMethod: "", metadataUrl: "" }],
  });
  expect(await reader.searchOrganizations({})).toMatchObject({
    ...further,
    organizations: [{ name: "Acme", settings: { organizationId: "o" } }],
  });
  expect(await reader.searchUsers({})).toEqual({ ...further, userIds: ["u"] });
  expect(await reader.appsOfOrganization("o")).toEqual(["a"]);
  expect(await reader.appsOfUser("u")).toEqual(["a"]);
  expect(await reader.membersWithApp("o", "a")).toEqual(["m"]);
  expect(await reader.keys()).toEqual([{ kty: "RSA" }]);
  expect(await reader.metadata("oauth-authorization-server")).toEqual(BODY);
});

test("a client tells where it comes from", async () => {
  const [app] = BODY.connected_apps;
  const { reader } = await serving(() => ({
    connected_apps: [
      { ...app, creation_method: "DCR", client_id_metadata_url: null },
      { ...app, creation_method: 7, client_id_metadata_url: "https://app.example/client.json" },
    ],
  }));
  const { connectedApps, nextCursor, total } = await reader.searchConnectedApps({});
  expect(connectedApps).toMatchObject([
    { creationMethod: "DCR", metadataUrl: "" },
    { creationMethod: "", metadataUrl: "https://app.example/client.json" },
  ]);
  expect({ nextCursor, total }).toEqual({ nextCursor: undefined, total: undefined });
});

test.each(CALLS.filter(([name]) => name !== "metadata"))(
  "%s refuses a response that is not what the API specifies",
  async (_name, call) => {
    const { reader } = await serving(() => ({ connected_apps: 1, active_members: 1 }));
    expect(await failureOf(call(reader))).toMatchObject({ code: "ERR_STYTCH_RESPONSE" });
  },
);
