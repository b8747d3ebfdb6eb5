import { expect, test } from "vitest";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import { createStytchApi } from "../../../provider/src/stytch/client.ts";
import { NO_PAUSE } from "../_emulator.ts";
import { failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";

const ID = "connected-app-test-00000000-0000-4000-8000-000000000000";
const FIELDS = {
  firstPartyConnectedAppsAllowedType: "ALL_ALLOWED",
  allowedFirstPartyConnectedApps: [],
  thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
  allowedThirdPartyConnectedApps: [],
};

const CALLS: Record<string, [call: (api: StytchApi) => Promise<unknown>, isRetried: boolean]> = {
  whoami: [(api) => api.whoami(), true],
  createConnectedApp: [(api) => api.createConnectedApp({ clientType: "first_party" }), false],
  getConnectedApp: [(api) => api.getConnectedApp(ID), true],
  updateConnectedApp: [(api) => api.updateConnectedApp(ID, {}), true],
  searchConnectedApps: [(api) => api.searchConnectedApps({}), true],
  deleteConnectedApp: [(api) => api.deleteConnectedApp(ID), true],
  startSecretRotation: [(api) => api.startSecretRotation(ID), false],
  cancelSecretRotation: [(api) => api.cancelSecretRotation(ID), false],
  completeSecretRotation: [(api) => api.completeSecretRotation(ID), false],
  getOrganizationConnectedApps: [(api) => api.getOrganizationConnectedApps("acme"), true],
  updateOrganizationConnectedApps: [
    (api) => api.updateOrganizationConnectedApps("acme", FIELDS),
    true,
  ],
};

test.each(Object.entries(CALLS))("%s", async (_name, [call, isRetried]) => {
  const server = await serveHttp((_n, response) => json(response, 503, {}));
  const api = createStytchApi(server.settings, NO_PAUSE);
  await failureOf(call(api));
  expect(server.requests.length > 1).toBe(isRetried);
  await api.close();
});
