import type { ConnectedAppFields } from "./connected-app-fields.ts";

export type { ConnectedAppFields };

/**
 * The four kinds of Connected App. First-party clients belong to the project's owner, third-party
 * ones to someone else; `_public` clients cannot keep a secret and must use PKCE.
 *
 * @see https://stytch.com/docs/guides/connected-apps/client-types
 */
export const CLIENT_TYPES = [
  "first_party",
  "first_party_public",
  "third_party",
  "third_party_public",
] as const;

export type ClientType = (typeof CLIENT_TYPES)[number];

/**
 * A client as the server holds it. What the API leaves out, or gives as null, is `""`.
 *
 * @see https://stytch.com/docs/api/connected-app-object
 */
export interface ConnectedApp extends ConnectedAppFields {
  clientId: string;
  /** One of `CLIENT_TYPES`; a string, so that a type added later does not break reading. */
  clientType: string;
  status: string;
  clientSecretLastFour: string;
  nextClientSecretLastFour: string;
}

/** `clientSecret` is `""` for public clients. It is never shown again. */
export interface CreatedConnectedApp extends ConnectedApp {
  clientSecret: string;
}

/** `nextClientSecret` is never shown again. */
export interface RotatingConnectedApp extends ConnectedApp {
  nextClientSecret: string;
}

export interface ConnectedAppPage {
  connectedApps: ConnectedApp[];
  /** Pass to the next call; undefined on the last page. */
  nextCursor: string | undefined;
  /** Number of clients of the project; undefined where Stytch does not count them. */
  total: number | undefined;
}

/**
 * Which Connected Apps the members of an organization may use: all of the project, those in a list,
 * or none.
 */
export const ALLOWED_TYPES = ["ALL_ALLOWED", "RESTRICTED", "NOT_ALLOWED"] as const;

export type ConnectedAppsAllowedType = (typeof ALLOWED_TYPES)[number];

/** The part of an organization's settings that is about Connected Apps. */
export interface OrganizationConnectedAppsFields {
  /** One of `ALLOWED_TYPES`; a string, so that a type added later does not break reading. */
  firstPartyConnectedAppsAllowedType: string;
  /** Client ids; Stytch uses them only if the type is `RESTRICTED`. */
  allowedFirstPartyConnectedApps: string[];
  thirdPartyConnectedAppsAllowedType: string;
  allowedThirdPartyConnectedApps: string[];
}

/**
 * That part as the server holds it.
 *
 * @see https://stytch.com/docs/b2b/api/organization-object
 */
export interface OrganizationConnectedApps extends OrganizationConnectedAppsFields {
  organizationId: string;
}

export interface CallOptions {
  /** Ends the call early with a StytchInterruptedError. */
  readonly signal?: AbortSignal | undefined;
}

export interface ReadOptions extends CallOptions {
  /**
   * The result may come from a search page that many reads share and that is some seconds old.
   * Default `false`. Has no effect with a signal.
   */
  readonly batch?: boolean | undefined;
  /** The maximum age, in milliseconds since its request, of a page that serves a batched read. */
  readonly maxAgeMs?: number | undefined;
}

/**
 * The part of Stytch's API that this package uses. Each method throws StytchApiError,
 * StytchNetworkError, StytchTimeoutError, StytchInterruptedError or StytchResponseError.
 *
 * @see https://stytch.com/docs/api/connected-apps
 */
export interface StytchApi {
  /** The project whose credentials the calls carry. */
  readonly projectId: string;
  /** Proves that the credentials are right. */
  whoami(options?: CallOptions): Promise<{ projectId: string; name: string }>;
  /** Fields left out get Stytch's default. Never retried once it may have taken effect. */
  createConnectedApp(
    app: { clientType: ClientType } & Partial<ConnectedAppFields>,
    options?: CallOptions,
  ): Promise<CreatedConnectedApp>;
  getConnectedApp(clientId: string, options?: ReadOptions): Promise<ConnectedApp>;
  /** Fields left out keep their value. */
  updateConnectedApp(
    clientId: string,
    fields: Partial<ConnectedAppFields>,
    options?: CallOptions,
  ): Promise<ConnectedApp>;
  /** `limit` from 1 to 1000, default 100. */
  searchConnectedApps(
    page: { cursor?: string | undefined; limit?: number | undefined },
    options?: CallOptions,
  ): Promise<ConnectedAppPage>;
  deleteConnectedApp(clientId: string, options?: CallOptions): Promise<void>;
  startSecretRotation(clientId: string, options?: CallOptions): Promise<RotatingConnectedApp>;
  cancelSecretRotation(clientId: string, options?: CallOptions): Promise<ConnectedApp>;
  completeSecretRotation(clientId: string, options?: CallOptions): Promise<ConnectedApp>;
  /** `organizationId` may be the organization's slug or external id too. B2B projects only. */
  getOrganizationConnectedApps(
    organizationId: string,
    options?: CallOptions,
  ): Promise<OrganizationConnectedApps>;
  /** Leaves every other setting of the organization alone. */
  updateOrganizationConnectedApps(
    organizationId: string,
    fields: OrganizationConnectedAppsFields,
    options?: CallOptions,
  ): Promise<OrganizationConnectedApps>;
  /** Closes the connections. */
  close(): Promise<void>;
}
