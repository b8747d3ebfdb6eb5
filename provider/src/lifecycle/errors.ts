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
 * The response to a create was lost, and the client could not be found again for certain. One may exist
 * that no state knows; retrying the create by itself could make a second one.
 */
export class OutcomeUnknownError extends StytchError {
  readonly code = "ERR_STYTCH_OUTCOME_UNKNOWN";
  /** Ids of the clients of the project that may be it; empty where none was found or none was looked for. */
  readonly candidates: readonly string[];

  constructor(cause: StytchRequestError, doubt: Doubt) {
    super(
      `${cause.message} It is not known whether Stytch created the client, so nothing was retried. ${told(doubt)}`,
      { cause },
    );
    this.candidates = "candidates" in doubt ? doubt.candidates : [];
  }
}

const REMEDY =
  "A client that no stack holds has lost its secret with the response: delete it, or take it over with " +
  "adoptClientId and rotate the secret. Then run the command again.";

/** Without the name of the client: it may be a secret of the program. */
function told(doubt: Doubt): string {
  switch (doubt.kind) {
    case "nothing found":
      return (
        "The project has no new client like it, so most likely it was not created: run the command again. " +
        "Should it appear later all the same, stytch-connected-apps orphans lists it."
      );
    case "not searched":
      return (
        `The project could not be searched for it (${doubt.problem.message}) Look for a new client with the ` +
        `clientName of this resource, with stytch-connected-apps orphans or in the Stytch dashboard. ${REMEDY}`
      );
    case "perhaps older":
      return (
        "The clients that existed before could not be listed, so what is like it may be older: " +
        `${listed(doubt.candidates)}. ${REMEDY}`
      );
    case "in another form":
      return (
        "The project has new clients that do not match what this program asked for. One of them may be it, if " +
        `Stytch stores values in a different form: ${listed(doubt.candidates)}. ${REMEDY}`
      );
    case "perhaps another's":
      return (
        "Someone else seems to make the same clients at this time, so it is not certain whose these are: " +
        `${listed(doubt.candidates)}. ${REMEDY}`
      );
  }
}

const OF_NEW = "is made or taken over by a new resource of this program too";

/** The engine tells a provider no names of resources. */
function ofExisting(what: string, id: string): string {
  const which = what === id ? "" : `, which has ${id}`;
  return `belongs to another resource of this stack${which} (pulumi stack --show-ids shows its name)`;
}

/** Two resources of a stack would have one and the same thing, and overwrite each other's changes. */
export class SharedResourceError extends StytchError {
  readonly code = "ERR_STYTCH_ADOPTION";

  /** @param what the thing, or the input that names it, as in `adoptByName names what`. */
  constructor(what: string, other: OtherHolder) {
    super(
      `${what} ${typeof other === "string" ? OF_NEW : ofExisting(what, other.id)}; they would overwrite each ` +
        "other. Keep one resource and remove the other; a resource that got another name needs the option aliases.",
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
