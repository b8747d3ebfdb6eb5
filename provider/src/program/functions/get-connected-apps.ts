import type * as pulumi from "@pulumi/pulumi";
import { listConnectedApps } from "../../connected-app/lookup/lookup.ts";
import type { ClientType } from "../../connected-app/model.ts";
import type { StytchApi } from "../../stytch/api.ts";
import type { GetConnectedAppResult } from "./get-connected-app.ts";
import { type LookupOutputOptions, lookUp, lookUpOutput } from "./look-up.ts";

/** Filters; a client must match every one that is set. */
export interface GetConnectedAppsArgs {
  /** One of the four types. */
  clientType?: ClientType | undefined;
  /** The whole name, compared exactly. */
  clientName?: string | undefined;
  /** The beginning of the name, compared exactly. */
  clientNamePrefix?: string | undefined;
}

/** Filters; a client must match every one that is set. */
export interface GetConnectedAppsOutputArgs {
  /** One of the four types. */
  clientType?: pulumi.Input<ClientType | undefined>;
  /** The whole name, compared exactly. */
  clientName?: pulumi.Input<string | undefined>;
  /** The beginning of the name, compared exactly. */
  clientNamePrefix?: pulumi.Input<string | undefined>;
}

export interface GetConnectedAppsResult {
  /** Sorted by `clientName`, then `clientId`. Empty if no client matches. */
  connectedApps: GetConnectedAppResult[];
  /** The ids of the same clients, in the same order. */
  clientIds: string[];
}

/**
 * Lists the clients of the project, whoever created them: this program, another one, the dashboard or
 * dynamic registration. One API call for each 1,000 clients of the project, at every run of the
 * program, including previews. An empty result is not an error.
 *
 * @remarks The calls use the settings of the stack.
 *
 * @example
 * ```ts
 * const { connectedApps } = await getConnectedApps({ clientType: "third_party" });
 * ```
 *
 * @throws an error whose `code` is `ERR_STYTCH_ARGUMENTS`, `ERR_STYTCH_SETTINGS`, `ERR_STYTCH_API`,
 *   `ERR_STYTCH_NETWORK`, `ERR_STYTCH_TIMEOUT` or `ERR_STYTCH_RESPONSE`.
 * @see https://stytch.com/docs/api/connected-apps-search
 */
export function getConnectedApps(args: GetConnectedAppsArgs = {}): Promise<GetConnectedAppsResult> {
  return lookUp(list, args);
}

/**
 * The same for filters that are outputs of resources, and after the resources in `dependsOn`. If a
 * preview does not know them, it does not know the result either, and sends nothing.
 *
 * @example Clients of this program included
 * ```ts
 * const { clientIds } = getConnectedAppsOutput({}, { dependsOn: [app] });
 * ```
 */
export function getConnectedAppsOutput(
  args: GetConnectedAppsOutputArgs = {},
  options?: LookupOutputOptions,
): pulumi.Output<GetConnectedAppsResult> {
  return lookUpOutput(list, args, options);
}

async function list(api: StytchApi, filter: unknown): Promise<GetConnectedAppsResult> {
  const connectedApps = await listConnectedApps(api, filter);
  return { connectedApps, clientIds: connectedApps.map(({ clientId }) => clientId) };
}
