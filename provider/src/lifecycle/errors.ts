import type { StytchRequestError } from "../stytch/errors.ts";

/**
 * The answer to a create was lost. A client may exist that no state knows; repeating the create by
 * itself could make a second one.
 */
export class OutcomeUnknownError extends Error {
  readonly code = "ERR_STYTCH_OUTCOME_UNKNOWN";

  constructor(cause: StytchRequestError, clientName: string) {
    super(
      `${cause.message} It is not known whether Stytch created the client, so nothing was repeated. ` +
        `Look in the Stytch dashboard under Connected Apps, or search with POST /v1/connected_apps/clients/search, ` +
        `for a new client named ${JSON.stringify(clientName)} that no stack holds. If it is there, delete it ` +
        "(its secret was lost with the answer), then run the command again.",
      { cause },
    );
    this.name = new.target.name;
  }
}
