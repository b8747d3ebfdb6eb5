import { RunError } from "@pulumi/pulumi/errors.js";
import type { CodedError } from "../lifecycle/lifecycle.ts";
import { visible } from "../text/visible.ts";

/**
 * An error for the author of a program. Where nobody catches it, the engine prints its message alone,
 * without the stack and the lines of source around it.
 */
export class ProgramError extends RunError {
  /** Stable, e.g. `ERR_STYTCH_NOT_FOUND`. */
  readonly code: string;

  constructor(problem: Pick<CodedError, "code" | "message">, options?: ErrorOptions) {
    super(visible(`[${problem.code}] ${problem.message}`), options);
    this.name = problem.code;
    this.code = problem.code;
  }
}
