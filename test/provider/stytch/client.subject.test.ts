import { describe, expect, test } from "vitest";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import { createStytchApi } from "../../../provider/src/stytch/client.ts";
import { expectHidden, failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";

const OURS = "connected-app-test-1";
const OTHER = "connected-app-test-2";
const SECRET = "canary-next-client-secret";
const ORGANIZATION = "organization-test-3f3c5f3e-2f6b-4d5c-9a41-0c2f5a1d7e01";

async function apiServing(response: unknown): Promise<StytchApi> {
  const server = await serveHttp((_n, reply) => json(reply, 200, response));
  return createStytchApi(server.settings);
}

const about = (clientId: string) => ({
  client_id: clientId,
  connected_app: {
    client_id: clientId,
    client_type: "first_party",
    access_token_expiry_minutes: 60,
    next_client_secret: SECRET,
  },
});

const CALLS: [string, (api: StytchApi) => Promise<unknown>, mayHaveTakenEffect: boolean][] = [
  ["getConnectedApp", (api) => api.getConnectedApp(OURS), false],
  ["updateConnectedApp", (api) => api.updateConnectedApp(OURS, {}), true],
  ["deleteConnectedApp", (api) => api.deleteConnectedApp(OURS), true],
  ["startSecretRotation", (api) => api.startSecretRotation(OURS), true],
  ["cancelSecretRotation", (api) => api.cancelSecretRotation(OURS), true],
  ["completeSecretRotation", (api) => api.completeSecretRotation(OURS), true],
];

describe.each(CALLS)("%s", (_name, call, mayHaveTakenEffect) => {
  test("takes a response about the client that was asked for", async () => {
    await expect(call(await apiServing(about(OURS)))).resolves.not.toThrow();
  });

  test("refuses one about another client, and shows nothing of it", async () => {
    const error = await failureOf(call(await apiServing(about(OTHER))));
    expect(error).toMatchObject({ code: "ERR_STYTCH_RESPONSE", mayHaveTakenEffect });
    expect(error).toHaveProperty("message", expect.stringContaining(OURS));
    expectHidden(error, SECRET);
    expectHidden(error, OTHER);
  });
});

test("a deletion may leave the id out of its response", async () => {
  const api = await apiServing({});
  await expect(api.deleteConnectedApp(OURS)).resolves.toBeUndefined();
});

describe("of an organization", () => {
  const named = (id: string) => apiServing({ organization: { organization_id: id } });

  test.each([
    ["read", (api: StytchApi, id: string) => api.getOrganizationConnectedApps(id)],
    [
      "update",
      (api: StytchApi, id: string) =>
        api.updateOrganizationConnectedApps(id, {
          firstPartyConnectedAppsAllowedType: "ALL_ALLOWED",
          allowedFirstPartyConnectedApps: [],
          thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
          allowedThirdPartyConnectedApps: [],
        }),
    ],
  ])("a %s by id refuses another one, and takes any by slug", async (_name, call) => {
    const other = await named(`${ORGANIZATION.slice(0, -1)}2`);
    expect(await failureOf(call(other, ORGANIZATION))).toMatchObject({
      code: "ERR_STYTCH_RESPONSE",
    });
    await expect(call(await named(ORGANIZATION), ORGANIZATION)).resolves.toBeDefined();
    await expect(call(await named(ORGANIZATION), "acme")).resolves.toBeDefined();
  });
});
