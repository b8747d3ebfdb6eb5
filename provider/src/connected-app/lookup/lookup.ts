import type { ConnectedApp, ConnectedAppFields, StytchApi } from "../../stytch/api.ts";
import { StytchResponseError } from "../../stytch/errors.ts";
import { connectedAppPages, type Searchable } from "../../stytch/pages.ts";
import {
  type ConnectedAppFilter,
  type ConnectedAppKey,
  checkFilter,
  checkKey,
} from "./arguments.ts";
import { type Asked, ConnectedAppAmbiguousError, ConnectedAppNotFoundError } from "./errors.ts";
import { isNotFound } from "./not-found.ts";

/**
 * A client as the server holds it. The client's secret is not among the fields: Stytch shows it once,
 * when it creates the client.
 *
 * @see https://stytch.com/docs/api/connected-app-object
 */
export interface FoundConnectedApp extends ConnectedAppFields {
  /** The `client_id` of OAuth 2.0. */
  clientId: string;
  /** One of the four types, or one that Stytch added since. */
  clientType: string;
  /** The project that holds the client. */
  projectId: string;
  /** Stytch's word for the client's state, usually `active`. */
  status: string;
  /** Of the client's secret; undefined for public clients. */
  clientSecretLastFour?: string;
  /** Of the secret that is about to take over; undefined unless a rotation runs. */
  nextClientSecretLastFour?: string;
}

/**
 * Finds the one client of an id or a name: by id with one request, by name with one for each 1,000
 * clients of the project, since Stytch's search has no filters.
 *
 * @param options `secret`: whether the key must not stand in a message.
 * @throws LookupArgumentsError, ConnectedAppNotFoundError, ConnectedAppAmbiguousError, and the errors
 *   of StytchApi.
 */
export async function findConnectedApp(
  api: StytchApi,
  given: unknown,
  { secret = false } = {},
): Promise<FoundConnectedApp> {
  const key = checkKey(given);
  const asked = { call: callOf(key, secret), projectId: api.projectId };
  const app = await ("clientId" in key
    ? appWithId(api, key.clientId, asked)
    : onlyAppNamed(api, key.clientName, asked));
  return found(api, app);
}

/**
 * Lists the clients that pass every filter, sorted by name and then id; one request for each 1,000
 * clients of the project.
 *
 * @throws LookupArgumentsError, and the errors of StytchApi.
 */
export async function listConnectedApps(
  api: StytchApi,
  given: unknown,
): Promise<FoundConnectedApp[]> {
  const filter = checkFilter(given);
  const apps = (await allConnectedApps(api)).filter((app) => passes(app, filter));
  return apps.sort(byNameThenId).map((app) => found(api, app));
}

/**
 * Every client of the project, in the server's order.
 *
 * @throws the errors of StytchApi; StytchResponseError also for pages without end, and for
 *   more than 50,000 clients.
 */
export async function allConnectedApps<App extends ConnectedApp>(
  api: Searchable<App>,
): Promise<App[]> {
  const nextPage = connectedAppPages(api);
  // A client that is created meanwhile may push another one onto a second page.
  const apps = new Map<string, App>();
  for (;;) {
    const page = await nextPage();
    if (page.kind === "endless") throw endless(page.problem);
    for (const app of page.connectedApps) apps.set(app.clientId, app);
    if (page.kind === "last") return [...apps.values()];
  }
}

/** What a project has for the name of a client, which need not be unique. */
export type Named =
  | { readonly kind: "one"; readonly app: ConnectedApp }
  | { readonly kind: "none"; readonly among: number }
  | { readonly kind: "several"; readonly clientIds: readonly string[] };

/**
 * The client whose name is exactly this one.
 *
 * @throws the errors of `allConnectedApps`.
 */
export async function connectedAppNamed(api: StytchApi, name: string): Promise<Named> {
  const apps = await allConnectedApps(api);
  const [app, ...others] = apps.filter(({ clientName }) => clientName === name);
  if (app === undefined) return { kind: "none", among: apps.length };
  if (others.length === 0) return { kind: "one", app };
  return { kind: "several", clientIds: [app, ...others].map(({ clientId }) => clientId).sort() };
}

async function appWithId(api: StytchApi, clientId: string, asked: Asked): Promise<ConnectedApp> {
  try {
    return await api.getConnectedApp(clientId);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new ConnectedAppNotFoundError(asked, "client of this id", { cause: error });
  }
}

async function onlyAppNamed(api: StytchApi, name: string, asked: Asked): Promise<ConnectedApp> {
  const named = await connectedAppNamed(api, name);
  switch (named.kind) {
    case "one":
      return named.app;
    case "none":
      throw new ConnectedAppNotFoundError(
        asked,
        `client of this name among its ${named.among}; names are compared exactly`,
      );
    case "several":
      throw new ConnectedAppAmbiguousError(asked, named.clientIds);
  }
}

function passes(app: ConnectedApp, filter: ConnectedAppFilter): boolean {
  const {
    clientType = app.clientType,
    clientName = app.clientName,
    clientNamePrefix = "",
  } = filter;
  return (
    app.clientType === clientType &&
    app.clientName === clientName &&
    app.clientName.startsWith(clientNamePrefix)
  );
}

function byNameThenId(left: ConnectedApp, right: ConnectedApp): number {
  return compare(left.clientName, right.clientName) || compare(left.clientId, right.clientId);
}

/** By code units, the same on every machine. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function found(api: StytchApi, app: ConnectedApp): FoundConnectedApp {
  const { clientSecretLastFour, nextClientSecretLastFour, ...fields } = app;
  return {
    ...fields,
    projectId: api.projectId,
    ...(clientSecretLastFour ? { clientSecretLastFour } : {}),
    ...(nextClientSecretLastFour ? { nextClientSecretLastFour } : {}),
  };
}

function callOf(key: ConnectedAppKey, secret: boolean): string {
  const [[name, value] = []] = Object.entries(key);
  return `getConnectedApp({ ${name}: ${secret ? "[secret]" : JSON.stringify(value)} })`;
}

function endless(problem: string): StytchResponseError {
  const place = { method: "POST", path: "/v1/connected_apps/clients/search" };
  const remedy = "Look at the project in the Stytch dashboard, or tell Stytch support.";
  return new StytchResponseError(place, `the responses ${problem}. ${remedy}`, false);
}
