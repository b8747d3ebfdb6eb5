import type { StytchRequestError } from "../stytch/errors.ts";
import { StytchError } from "../stytch-error.ts";
import { listed } from "../text/listed.ts";
import type { OtherHolder } from "./claims.ts";

/** Why a client whose create's response was lost cannot be identified. */
export type Doubt =
  | { readonly kind: "nothing found" }
  | { readonly kind: "not searched"; readonly problem: StytchRequestError }
  | {
      readonly kind: "perhaps older" | "perhaps another's" | "in another form";
      readonly candidates: readonly string[];
    };

/**
 * The response to a create was lost, and the client could not be identified for certain. A client may exist
 * that no state knows; retrying the create alone could create a second one.
 */
export class OutcomeUnknownError extends StytchError {
  readonly code = "ERR_STYTCH_OUTCOME_UNKNOWN";
  /** Ids of the clients of the project that may be it; empty if none was found or the search failed. */
  readonly candidates: readonly string[];

  constructor(cause: StytchRequestError, doubt: Doubt) {
    super(
      `${cause.message} Stytch may or may not have created the client, so the request was not retried. ${told(doubt)}`,
      { cause },
    );
    this.candidates = "candidates" in doubt ? doubt.candidates : [];
  }
}

const REMEDY =
  "The secret of a client that no stack holds was lost with the response: delete the client, or adopt it with " +
  "adoptClientId and rotate its secret. Then run the command again.";

/** Without the name of the client: it may be a secret of the program. */
function told(doubt: Doubt): string {
  switch (doubt.kind) {
    case "nothing found":
      return (
        "The project has no new client that matches it, so most likely it was not created: run the command again. " +
        "If it does appear later, stytch-connected-apps orphans lists it."
      );
    case "not searched":
      return (
        `The project could not be searched for it (${doubt.problem.message}) Look for a new client with the ` +
        `clientName of this resource, with stytch-connected-apps orphans or in the Stytch dashboard. ${REMEDY}`
      );
    case "perhaps older":
      return (
        "The clients that existed before could not be listed, so those that match it may be older: " +
        `${listed(doubt.candidates)}. ${REMEDY}`
      );
    case "in another form":
      return (
        "The project has new clients that do not match what this program asked for. One of them may be it, if " +
        `Stytch stores values in a different form: ${listed(doubt.candidates)}. ${REMEDY}`
      );
    case "perhaps another's":
      return (
        "Someone else seems to be creating the same clients right now, so it is not certain whose these are: " +
        `${listed(doubt.candidates)}. ${REMEDY}`
      );
  }
}

const OF_NEW = "is also created or adopted by a new resource of this program";

/** The engine does not tell a provider the names of resources. */
function ofExisting(what: string, id: string): string {
  const which = what === id ? "" : `, which has ${id}`;
  return `belongs to another resource of this stack${which} (pulumi stack --show-ids shows its name)`;
}

/** Two resources of a stack would hold the same thing, and overwrite each other's changes. */
export class SharedResourceError extends StytchError {
  readonly code = "ERR_STYTCH_ADOPTION";

  /** @param what the thing, or the input that names it, as in `adoptByName names what`. */
  constructor(what: string, other: OtherHolder) {
    super(
      `${what} ${typeof other === "string" ? OF_NEW : ofExisting(what, other.id)}; they would overwrite each ` +
        "other. Keep one resource and remove the other; a resource that was renamed needs the option aliases.",
    );
  }
}

/** A program reads an existing resource by an id that the project does not have. */
export class NoSuchResourceError extends StytchError {
  readonly code = "ERR_STYTCH_NOT_FOUND";

  constructor(id: string, projectId: string) {
    super(
      `${projectId} has no ${id}, so it cannot be read. Compare the id with the Stytch dashboard, and check ` +
        "that stytch:projectId is the project you mean.",
    );
  }
}
