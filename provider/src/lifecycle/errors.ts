import type { StytchRequestError } from "../stytch/errors.ts";
import type { CodedError } from "./lifecycle.ts";

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
        "for a new client with the clientName of this resource that no stack holds. If it is there, its secret was lost " +
        "with the answer: delete it, or take it over with adoptClientId and rotate the secret. Then run the command again.",
      { cause },
    );
    this.name = new.target.name;
  }
}

/** A program reads an existing resource by an id that the project does not have. */
export class NoSuchResourceError extends Error {
  readonly code = "ERR_STYTCH_NOT_FOUND";

  constructor(id: string, projectId: string) {
    super(
      `${projectId} has no ${id}, so it cannot be read. Compare the id with the Stytch dashboard, and check ` +
        "that stytch:projectId is the project you mean.",
    );
    this.name = new.target.name;
  }
}

/** Tells the errors that this package raises on purpose from bugs. */
export function isCodedError(error: unknown): error is CodedError {
  return error instanceof Error && "code" in error && /^ERR_STYTCH_/.test(String(error.code));
}
