import type { StytchRequestError } from "../stytch/errors.ts";

/**
 * The answer to a create was lost. A client may exist that no state knows; repeating the create by
 * itself could make a second one.
 */
export class OutcomeUnknownError extends Error {
  readonly code = "ERR_STYTCH_OUTCOME_UNKNOWN";

  constructor(cause: StytchRequestError) {
    super(
      // Without the name: it may be a secret of the program.
      `${cause.message} It is not known whether Stytch created the client, so nothing was repeated. ` +
        "Look in the Stytch dashboard under Connected Apps, or search with POST /v1/connected_apps/clients/search, " +
        "for a new client with the clientName of this resource that no stack holds. If it is there, delete it: " +
        "its secret was lost with the answer, so it cannot be adopted. Then run the command again.",
      { cause },
    );
    this.name = new.target.name;
  }
}
