import type * as pulumi from "@pulumi/pulumi";
import { type FoundConnectedApp, findConnectedApp } from "../../connected-app/lookup/lookup.ts";
import { type LookupOutputOptions, lookUp, lookUpOutput } from "./look-up.ts";

/** Exactly one of the two. */
export type GetConnectedAppArgs =
  | {
      /** The `client_id` of OAuth 2.0. */
      clientId: string;
      clientName?: undefined;
    }
  | {
      /** The whole name, compared exactly. Names are not unique: two clients with the name are an error. */
      clientName: string;
      clientId?: undefined;
    };

/** Exactly one of the two. */
export type GetConnectedAppOutputArgs =
  | {
      /** The `client_id` of OAuth 2.0. */
      clientId: pulumi.Input<string>;
      clientName?: undefined;
    }
  | {
      /** The whole name, compared exactly. Names are not unique: two clients with the name are an error. */
      clientName: pulumi.Input<string>;
      clientId?: undefined;
    };

/** A client as Stytch holds it, without its secret, which Stytch does not show again. */
export type GetConnectedAppResult = FoundConnectedApp;

/**
 * Reads an existing client, which this program need not manage: by id with one API call, by name with
 * one for each 1,000 clients of the project. It sends them at every run of the program, including previews.
 * A client that the same program creates does not exist at the first preview: use the outputs of its resource.
 *
 * @remarks The calls use the settings of the stack. `getConnectedAppOutput` waits for the outputs
 *   of resources.
 *
 * @example
 * ```ts
 * const { clientId } = await getConnectedApp({ clientName: "Example CLI" });
 * ```
 *
 * @throws an error whose `code` is `ERR_STYTCH_NOT_FOUND`, `ERR_STYTCH_AMBIGUOUS` (the message lists
 *   the ids), `ERR_STYTCH_ARGUMENTS`, `ERR_STYTCH_SETTINGS`, `ERR_STYTCH_API`, `ERR_STYTCH_NETWORK`,
 *   `ERR_STYTCH_TIMEOUT` or `ERR_STYTCH_RESPONSE`.
 * @see https://stytch.com/docs/api/connected-apps-get
 */
export function getConnectedApp(args: GetConnectedAppArgs): Promise<GetConnectedAppResult> {
  return lookUp(findConnectedApp, args);
}

/**
 * The same for arguments that are outputs of resources. If a preview does not know them, it does
 * not know the result either, and sends nothing. No error contains a secret name.
 *
 * @example The status of a resource as the server holds it
 * ```ts
 * const { status } = getConnectedAppOutput({ clientId: app.clientId });
 * ```
 */
export function getConnectedAppOutput(
  args: GetConnectedAppOutputArgs,
  options?: LookupOutputOptions,
): pulumi.Output<GetConnectedAppResult> {
  return lookUpOutput(findConnectedApp, args, options);
}
