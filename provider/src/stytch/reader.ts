import type { z } from "zod";
import type { ConnectedApp, ConnectedAppPage, OrganizationConnectedApps } from "./api.ts";
import { MAX_PAGE_BYTES, sendChecked } from "./checked-call.ts";
import type { Call } from "./http/retried-calls.ts";
import { createTransport, type TransportOptions } from "./http/transport.ts";
import {
  installedAppResponse,
  installedAppsResponse,
  keysResponse,
  listedSearchResponse,
  metadataResponse,
  organizationSearchResponse,
  userSearchResponse,
} from "./reader-schemas.ts";
import type { StytchSettings } from "./settings.ts";

/** A client as a search lists it, with where it comes from. */
export interface ListedConnectedApp extends ConnectedApp {
  /** Stytch's word for how it came into being; `""` where it does not say. */
  readonly creationMethod: string;
  /** The document that describes it, of a client whose id is a URL; else `""`. */
  readonly metadataUrl: string;
}

export interface SearchPage {
  readonly cursor?: string | undefined;
  /** From 1 to 1000, default 100. */
  readonly limit?: number | undefined;
}

export interface ListedOrganization {
  readonly name: string;
  readonly settings: OrganizationConnectedApps;
}

/** What follows a page of a search. */
export type Further = Pick<ConnectedAppPage, "nextCursor" | "total">;

/** A public document of the project, as it is. */
export type Metadata = Readonly<Record<string, unknown>>;

/**
 * The part of Stytch's API that only reads: there is no call in it that changes anything. Each method
 * throws StytchApiError, StytchNetworkError, StytchTimeoutError, StytchInterruptedError or
 * StytchResponseError.
 */
export interface ProjectReader {
  readonly projectId: string;
  readonly apiUrl: string;
  searchConnectedApps(page: SearchPage): Promise<Further & { connectedApps: ListedConnectedApp[] }>;
  /** B2B projects only. */
  searchOrganizations(page: SearchPage): Promise<Further & { organizations: ListedOrganization[] }>;
  /** Ids of the clients that members of an organization have let in. B2B projects only. */
  appsOfOrganization(organizationId: string): Promise<string[]>;
  /** Ids of the members of an organization that have let a client in. B2B projects only. */
  membersWithApp(organizationId: string, clientId: string): Promise<string[]>;
  /** Consumer projects only. */
  searchUsers(page: SearchPage): Promise<Further & { userIds: string[] }>;
  /** Ids of the clients that a user has let in. Consumer projects only. */
  appsOfUser(userId: string): Promise<string[]>;
  /** A public document of the project; without credentials. */
  metadata(document: "openid-configuration" | "oauth-authorization-server"): Promise<Metadata>;
  /** The public keys of the project; without credentials. */
  keys(): Promise<Metadata[]>;
  /** Closes the connections. */
  close(): Promise<void>;
}

/** What a reader can send: a GET, or a search, which is a POST that changes nothing. */
type Read = Omit<Call, "method" | "path" | "idempotent" | "isSearch"> &
  (
    | { readonly method: "GET"; readonly path: `/v1/${string}` }
    | { readonly method: "POST"; readonly path: `/v1/${string}/search` }
  );

/** Makes a reader of one project, with the pace and the retries of the provider. */
export function createProjectReader(
  settings: StytchSettings,
  options?: TransportOptions,
): ProjectReader {
  const transport = createTransport(settings, options);
  const { projectId, apiUrl } = settings;

  function read<Schema extends z.ZodType>(schema: Schema, call: Read): Promise<z.output<Schema>> {
    const isSearch = call.method === "POST";
    return sendChecked(transport, schema, { ...call, idempotent: true, isSearch });
  }
  function get<Schema extends z.ZodType>(schema: Schema, ...path: string[]) {
    return read(schema, { method: "GET", path: `/v1/${pathOf(path)}` });
  }
  function search<Schema extends z.ZodType>(schema: Schema, noun: string, body: SearchPage) {
    const path = `/v1/${noun}/search` as const;
    return read(schema, { method: "POST", path, body, maxResponseBytes: MAX_PAGE_BYTES });
  }
  function getOpen<Schema extends z.ZodType>(schema: Schema, document: string) {
    const path = `/v1/public/${pathOf([projectId])}/.well-known/${document}` as const;
    return read(schema, { method: "GET", path, isOpen: true });
  }

  return {
    projectId,
    apiUrl,
    searchConnectedApps: (page) => search(listedSearchResponse, "connected_apps/clients", page),
    searchOrganizations: (page) => search(organizationSearchResponse, "b2b/organizations", page),
    appsOfOrganization: (organizationId) =>
      get(installedAppsResponse, "b2b", "organizations", organizationId, "connected_apps"),
    membersWithApp: (organizationId, clientId) =>
      get(installedAppResponse, "b2b", "organizations", organizationId, "connected_apps", clientId),
    searchUsers: (page) => search(userSearchResponse, "users", page),
    appsOfUser: (userId) => get(installedAppsResponse, "users", userId, "connected_apps"),
    metadata: (document) => getOpen(metadataResponse, document),
    keys: () => getOpen(keysResponse, "jwks.json"),
    close: () => transport.close(),
  };
}

function pathOf(parts: readonly string[]): string {
  return parts.map((part) => encodeURIComponent(part.toWellFormed())).join("/");
}
