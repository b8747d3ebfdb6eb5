import type { ConnectedAppsAllowedType, OrganizationConnectedAppsFields } from "../stytch/api.ts";

export type { ConnectedAppsAllowedType };

/**
 * Checked inputs: `null`, `""` and `[]` are gone, since they mean the same as leaving a field out.
 */
export type OrganizationConnectedAppsInputs = {
  organizationId: string;
} & Partial<OrganizationConnectedAppsFields>;

/** What the state remembers of an organization's setting. */
export interface OrganizationConnectedAppsOutputs extends OrganizationConnectedAppsFields {
  /** As the program gave it: `organization_id`, slug or external id. */
  organizationId: string;
  /** The `organization_id` that the server responded with, whatever the program gave. */
  resolvedOrganizationId: string;
  /** The project that holds the organization. */
  projectId: string;
  /**
   * What the program asked for, where the server holds another form of it, such as a list without a client
   * that is gone. Absent where it holds everything as it was sent.
   */
  requestedFields?: Partial<OrganizationConnectedAppsFields>;
}

export type FieldName = keyof OrganizationConnectedAppsFields;

/**
 * What Stytch holds for an organization whose setting was never touched.
 *
 * @see https://stytch.com/docs/b2b/api/organization-object
 */
export const SERVER_DEFAULTS: OrganizationConnectedAppsFields = {
  firstPartyConnectedAppsAllowedType: "ALL_ALLOWED",
  allowedFirstPartyConnectedApps: [],
  thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
  allowedThirdPartyConnectedApps: [],
};

export const FIELD_NAMES = Object.keys(SERVER_DEFAULTS) as FieldName[];

/** Each type with the list that it makes use of, where it is `RESTRICTED`. */
export const TYPES_AND_LISTS = [
  ["firstPartyConnectedAppsAllowedType", "allowedFirstPartyConnectedApps"],
  ["thirdPartyConnectedAppsAllowedType", "allowedThirdPartyConnectedApps"],
] as const satisfies [FieldName, FieldName][];
