import { StytchApiError, StytchNetworkError, StytchTimeoutError } from "../errors.ts";

/**
 * How an operation may be repeated.
 *
 * | what happened                              | `repeatable` | `once` |
 * | ------------------------------------------ | ------------ | ------ |
 * | connection never made, nothing was sent    | repeat       | repeat |
 * | 429, refused before anything was done      | repeat       | repeat |
 * | connection broke, or no answer in time     | repeat       | fail   |
 * | 502, 503, 504                              | repeat       | fail   |
 * | any other status, or a malformed answer    | fail         | fail   |
 *
 * `repeatable` operations leave the same result however often they are done (reads, PUT with all
 * fields, DELETE). `once` is for those that make something new at each call (create, secret
 * rotation): Stytch offers no idempotency key.
 */
export type Repeatability = "repeatable" | "once";

/** How long to wait between attempts. All times in milliseconds. */
export interface RetryOptions {
  /**
   * Attempts after the first, for every cause but 429, which is repeated until the total time
   * limit. From 0. Default `4`.
   */
  readonly maxRetries: number;
  /** Upper bound of the wait before the first repetition; doubles each time. Default `500`. */
  readonly firstDelayMs: number;
  /** Upper bound of any wait that the server did not ask for. Default `10_000`. */
  readonly maxDelayMs: number;
}

export const DEFAULT_RETRY: RetryOptions = {
  maxRetries: 4,
  firstDelayMs: 500,
  maxDelayMs: 10_000,
};

const GATEWAY_STATUSES = new Set([502, 503, 504]);

/** Refused before anything was done; to be repeated as often as time allows. */
export function isRateLimit(error: unknown): boolean {
  return error instanceof StytchApiError && error.status === 429;
}

/**
 * Whether a call that met `error` may be tried again.
 *
 * @param failures how many tries have failed, this one included, 429 not counted.
 */
export function mayRepeat(
  error: unknown,
  repeatability: Repeatability,
  failures: number,
  options: RetryOptions,
): boolean {
  if (isRateLimit(error)) return true;
  if (failures > options.maxRetries) return false;
  if (error instanceof StytchApiError) {
    return repeatability === "repeatable" && GATEWAY_STATUSES.has(error.status);
  }
  if (error instanceof StytchNetworkError || error instanceof StytchTimeoutError) {
    return repeatability === "repeatable" || !error.mayHaveTakenEffect;
  }
  return false;
}

/**
 * Milliseconds to wait before the next try: what the server asked for, else exponential back-off
 * with jitter (between half of the bound and the bound), so that clients that failed together do
 * not come back together. A server that asks for 0, or for a time that has passed, says nothing of
 * use; to obey it would be to call without pause until the total time limit.
 */
export function delayBefore(
  attempt: number,
  retryAfterMs: number | undefined,
  options: RetryOptions,
  random: () => number,
): number {
  if (retryAfterMs) return retryAfterMs;
  const bound = Math.min(options.firstDelayMs * 2 ** (attempt - 1), options.maxDelayMs);
  return bound / 2 + (random() * bound) / 2;
}

/**
 * Reads a `Retry-After` header: seconds or an HTTP date.
 *
 * @param now the time that a date counts from, in milliseconds since the epoch.
 * @returns milliseconds from `now`, at least 0; undefined where the header is absent or malformed.
 * @see [RFC 9110 section 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!HTTP_DATE.test(text)) return undefined;
  // The form of `asctime` alone does not say that it means GMT.
  const date = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The three forms of RFC 9110, section 5.6.7: `Date.parse` alone takes "may 1" for a date. */
const HTTP_DATE =
  /^(?:[A-Z][a-z]+, \d{2}([ -])[A-Z][a-z]{2}\1\d{2}(?:\d{2})? \d{2}:\d{2}:\d{2} GMT|(?:[A-Z][a-z]{2} ){2}[ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;
