import type {
  OrganizationConnectedAppsFields,
  StytchApi,
} from "../../../provider/src/stytch/api.ts";

export const ORGANIZATION = "organization-test-1";
export const PROJECT = "project-test-1";

type Fields = OrganizationConnectedAppsFields;

/** What a server makes of the fields that it is sent, where it held `before`. */
export type Form = (fields: Fields, before: Fields) => Fields;

export const sorted = (fields: Fields): Fields => eachList(fields, (ids) => [...ids].sort());

export function eachList(fields: Fields, change: (ids: string[]) => string[]): Fields {
  return {
    ...fields,
    allowedFirstPartyConnectedApps: change(fields.allowedFirstPartyConnectedApps),
    allowedThirdPartyConnectedApps: change(fields.allowedThirdPartyConnectedApps),
  };
}

/**
 * The two calls of the API on one organization in memory, which by default holds its lists sorted: for
 * properties that take thousands of runs.
 */
export function organizationInMemory(start: Fields, form: Form = sorted) {
  let held = form(start, start);
  const sent: object[] = [];
  const setting = () => ({ ...structuredClone(held), organizationId: ORGANIZATION });
  const write = (fields: Partial<Fields>) => {
    held = form({ ...held, ...fields }, held);
  };
  const api: Pick<
    StytchApi,
    "projectId" | "getOrganizationConnectedApps" | "updateOrganizationConnectedApps"
  > = {
    projectId: PROJECT,
    getOrganizationConnectedApps: async () => setting(),
    updateOrganizationConnectedApps: async (_id, fields) => {
      sent.push(fields);
      write(fields);
      return setting();
    },
  };
  /** A further client of it, as another process has. */
  const connect = () => ({ ...api }) as StytchApi;
  return {
    api: connect(),
    sent,
    held: setting,
    connect,
    /** What someone does in the dashboard. */
    edit: write,
  };
}
