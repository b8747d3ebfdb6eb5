import { CheckFailure, isInconclusive, RefusedError, ResponseError } from "./errors.ts";

/** How a refusal is judged. */
export interface ExpectedRefusal {
  /** What was tried, to begin a sentence with: "A code with a wrong verifier". */
  readonly what: string;
  /** What to do if it is not refused. */
  readonly advice: string;
  /** Matches the `error_type` or `error` of the right refusal. */
  readonly because: RegExp;
}

/**
 * Demands that an operation is refused, and for the right reason: a check that takes any error for
 * a refusal passes when nothing works at all.
 *
 * @returns status and reason, for the evidence.
 * @throws CheckFailure; errors that are neither a refusal nor an acceptance go through.
 */
export async function expectRefusal(
  operation: () => Promise<unknown>,
  { what, advice, because }: ExpectedRefusal,
): Promise<string> {
  try {
    await operation();
  } catch (error) {
    // A success in an unknown form is a success.
    if (error instanceof ResponseError) throw new CheckFailure(`${what} was accepted.`, advice);
    if (isInconclusive(error) || !(error instanceof RefusedError)) throw error;
    const { status, errorType = "" } = error.refusal;
    if (because.test(errorType)) return `${status} ${errorType}`;
    throw new CheckFailure(
      `${what} was refused, but for another reason: ${error.message}.`,
      "Look up the response in Stytch's list of errors and fix what it names.",
    );
  }
  throw new CheckFailure(`${what} was accepted.`, advice);
}
