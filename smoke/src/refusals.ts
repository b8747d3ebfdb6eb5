import { z } from "zod";
import type { CheckContext } from "./context.ts";
import { CheckFailure, isInconclusive, RefusedError, ResponseError } from "./errors.ts";

/** How a refusal is judged. */
export interface ExpectedRefusal {
  /** What was tried, as the beginning of a sentence: "A code with a wrong verifier". */
  readonly what: string;
  /** What to do if it is not refused. */
  readonly advice: string;
  /** Matches the `error_type` or `error` of the right refusal. */
  readonly because: RegExp;
}

/**
 * Demands that an operation is refused for the right reason: a check that takes any error for a
 * refusal would pass when nothing works at all.
 *
 * @returns status and reason, for the evidence.
 * @throws CheckFailure; an error that is neither a refusal nor an acceptance is thrown as it is.
 */
export async function expectRefusal(
  context: Pick<CheckContext, "http">,
  operation: () => Promise<unknown>,
  { what, advice, because }: ExpectedRefusal,
): Promise<string> {
  try {
    await operation();
  } catch (error) {
    // A success in an unknown form is still a success.
    if (error instanceof ResponseError) throw accepted(context, `${what} was accepted`, advice);
    if (isInconclusive(error) || !(error instanceof RefusedError)) throw error;
    const { status, errorType = "" } = error.refusal;
    if (because.test(errorType)) return `${status} ${errorType}`;
    throw new CheckFailure(
      `${what} was refused, but for another reason: ${error.message}.`,
      "Look up the response in Stytch's list of errors and fix what it names.",
    );
  }
  throw accepted(context, `${what} was accepted`, advice);
}

/**
 * The failure of a check in which the last response accepted what it must not.
 *
 * @param seen A sentence without its full stop.
 */
export function accepted(
  context: Pick<CheckContext, "http">,
  seen: string,
  advice: string,
): CheckFailure {
  const requestIds = lastRequestId(context);
  return new CheckFailure(`${seen}${inBrackets(requestIds)}.`, advice, requestIds);
}

/**
 * The refusal in a redirect that carries no code: the redirect URL is the client's own, so a refusal may come that way.
 *
 * @param what What was tried, as the subject of a sentence.
 * @throws CheckFailure if the redirect carries no error either.
 */
export function refusedByRedirect(what: string, redirectUri: string): RefusedError {
  const errorType = URL.parse(redirectUri)?.searchParams.get("error") ?? undefined;
  if (errorType !== undefined) {
    const rest = { said: undefined, requestId: undefined };
    return new RefusedError("redirect", { status: 400, errorType, ...rest });
  }
  throw new CheckFailure(
    `${what} gave neither a code nor an error.`,
    "Run the smoke test again, and ask Stytch if it persists.",
  );
}

/** Request ids as the end of a statement, in the order of what it names. */
export function inBrackets(requestIds: readonly string[]): string {
  return requestIds.length > 0 ? ` (request_id ${requestIds.join(", ")})` : "";
}

const LONGEST_ID = 100;
const identified = z.object({ request_id: z.string().min(1) });

/** The `request_id` of the last response, from its body or a header; else none. */
export function lastRequestId({ http }: Pick<CheckContext, "http">): string[] {
  const { text = "", headers = {} } = http.last() ?? {};
  const id = inBody(text) ?? headers["x-request-id"];
  return id === undefined ? [] : [id.slice(0, LONGEST_ID)];
}

function inBody(text: string): string | undefined {
  try {
    return identified.safeParse(JSON.parse(text)).data?.request_id;
  } catch {
    return undefined;
  }
}
