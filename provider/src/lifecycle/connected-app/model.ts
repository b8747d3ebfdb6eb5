import type { ClientType, ConnectedAppFields } from "../../stytch/api.ts";

export type { ClientType };

/**
 * Checked inputs: `null`, `""` and `[]` are gone, since they mean the same as leaving a field out.
 */
export type ConnectedAppInputs = { clientType: ClientType } & Partial<ConnectedAppFields>;

/** What the state remembers of a client. */
export interface ConnectedAppOutputs extends ConnectedAppFields {
  clientType: string;
  /** The project that holds the client. Absent from states written before it was kept. */
  projectId?: string;
  status: string;
  /** Confidential clients only; from the create answer, the server never shows it again. */
  clientSecret?: string;
  clientSecretLastFour?: string;
}

export type FieldName = keyof ConnectedAppFields;

/**
 * What Stytch holds for a field that was never set.
 *
 * @see https://stytch.com/docs/api/create-connected-app
 */
export const SERVER_DEFAULTS: ConnectedAppFields = {
  clientName: "",
  clientDescription: "",
  redirectUrls: [],
  postLogoutRedirectUrls: [],
  fullAccessAllowed: false,
  bypassConsentForOfflineAccess: false,
  accessTokenExpiryMinutes: 60,
  accessTokenCustomAudience: "",
  accessTokenTemplateContent: "{}",
  idTokenTemplateContent: "{}",
  logoUrl: "",
};

export const FIELD_NAMES = Object.keys(SERVER_DEFAULTS) as FieldName[];

/** Fields that only first-party clients may set. */
export const FIRST_PARTY_FIELDS = [
  "fullAccessAllowed",
  "bypassConsentForOfflineAccess",
] as const satisfies FieldName[];

export function isThirdParty(clientType: unknown): boolean {
  return clientType === "third_party" || clientType === "third_party_public";
}
