export const CLIENT_TYPES = [
  "first_party",
  "first_party_public",
  "third_party",
  "third_party_public",
] as const;

export type ClientType = (typeof CLIENT_TYPES)[number];

/** What is said of the client; anything left out is read from the project and not compared. */
export interface DeclaredApp {
  /** What the report calls the app. Default: the client id. */
  readonly name?: string | undefined;
  /** `connected-app-…`. */
  readonly clientId: string;
  /** Needed for confidential clients; never printed. */
  readonly clientSecret?: string | undefined;
  readonly clientType?: ClientType | undefined;
  readonly clientName?: string | undefined;
  readonly clientDescription?: string | undefined;
  /** The first is used for the test. */
  readonly redirectUrls?: readonly string[] | undefined;
  readonly postLogoutRedirectUrls?: readonly string[] | undefined;
  readonly fullAccessAllowed?: boolean | undefined;
  readonly bypassConsentForOfflineAccess?: boolean | undefined;
  /** Minutes. */
  readonly accessTokenExpiryMinutes?: number | undefined;
  readonly accessTokenCustomAudience?: string | undefined;
  readonly accessTokenTemplateContent?: string | undefined;
  readonly idTokenTemplateContent?: string | undefined;
  readonly logoUrl?: string | undefined;
}

/** What can be said of a client, apart from what reports call it. */
export const APP_FIELDS = [
  "clientId",
  "clientSecret",
  "clientType",
  "clientName",
  "clientDescription",
  "redirectUrls",
  "postLogoutRedirectUrls",
  "fullAccessAllowed",
  "bypassConsentForOfflineAccess",
  "accessTokenExpiryMinutes",
  "accessTokenCustomAudience",
  "accessTokenTemplateContent",
  "idTokenTemplateContent",
  "logoUrl",
] as const satisfies readonly (keyof DeclaredApp)[];
