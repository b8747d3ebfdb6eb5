import type {
  OrganizationConnectedAppsFields,
  StytchApi,
} from "../../../provider/src/stytch/api.ts";

export const ORGANIZATION = "organization-test-1";
export const PROJECT = "project-test-1";

/**
 * The two calls of the API on one organization in memory, which holds its lists sorted: for
 * properties that take thousands of runs.
 */
export function organizationInMemory(start: OrganizationConnectedAppsFields) {
  let held = start;
  const sent: object[] = [];
  const setting = () => ({
    ...held,
    organizationId: ORGANIZATION,
    allowedFirstPartyConnectedApps: [...held.allowedFirstPartyConnectedApps].sort(),
    allowedThirdPartyConnectedApps: [...held.allowedThirdPartyConnectedApps].sort(),
  });
  const api: Pick<
    StytchApi,
    "projectId" | "getOrganizationConnectedApps" | "updateOrganizationConnectedApps"
  > = {
    projectId: PROJECT,
    getOrganizationConnectedApps: async () => setting(),
    updateOrganizationConnectedApps: async (_id, fields) => {
      sent.push(fields);
      held = fields;
      return setting();
    },
  };
  /** A further client of it, as another process has. */
  const connect = () => ({ ...api }) as StytchApi;
  return { api: connect(), sent, held: setting, connect };
}
