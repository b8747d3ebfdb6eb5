import { CheckFailure, RefusedError } from "./errors.ts";

/** How a refusal is judged. */
export interface ExpectedRefusal {
  /** What was tried, to begin a sentence with: "A code with a wrong verifier". */
  readonly what: string;
  /** What to do if it is not refused. */
  readonly advice: string;
  /** Matches the `error_type` or `error` of the right refusal. */
  readonly because: RegExp;
}

/** Statuses that say nothing about the request: who sent it, how often, or a broken server. */
const BESIDE_THE_POINT = new Set([404, 405, 408, 425, 429]);

/**
 * Demands that an operation is refused, and for the right reason: a check that takes any error for
 * a refusal passes when nothing works at all.
 *
 * @returns status and reason, for the evidence.
 * @throws CheckFailure; errors that are no refusals go through.
 */
export async function expectRefusal(
  operation: () => Promise<unknown>,
  { what, advice, because }: ExpectedRefusal,
): Promise<string> {
  try {
    await operation();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { status, errorType = "" } = error.refusal;
    if (status < 500 && because.test(errorType)) return `${status} ${errorType}`;
    const vague = BESIDE_THE_POINT.has(status) || status >= 500;
    throw new CheckFailure(
      `${what} was refused, but for another reason: ${error.message}.`,
      vague
        ? "Run the smoke test again; if it stays like this, look up the answer in Stytch's list of errors."
        : "Look up the answer in Stytch's list of errors and mend what it names.",
    );
  }
  throw new CheckFailure(`${what} was accepted.`, advice);
}
