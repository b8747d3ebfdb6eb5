import { RunError } from "@pulumi/pulumi/errors.js";
import { brand, type CodedError, type StytchErrorCode } from "../stytch-error.ts";
import { visible } from "../text/visible.ts";

/**
 * An error for the author of a program. If the program does not catch it, the engine prints only its
 * message, without the stack and the surrounding source lines. Its `cause` is a `LookupError` where
 * a look-up failed, and undefined otherwise.
 */
export class ProgramError extends RunError implements CodedError {
  static {
    brand(ProgramError);
  }

  /** Stable, e.g. `ERR_STYTCH_NOT_FOUND`. */
  readonly code: StytchErrorCode;

  constructor(problem: Pick<CodedError, "code" | "message">, options?: ErrorOptions) {
    super(visible(`[${problem.code}] ${problem.message}`), options);
    this.name = problem.code;
    this.code = problem.code;
  }
}
