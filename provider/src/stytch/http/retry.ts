import { StytchApiError, StytchNetworkError, StytchTimeoutError } from "../errors.ts";

/** How often to retry, and how long to wait before. All times in milliseconds. */
export interface RetryOptions {
  /**
   * Attempts after the first, for every cause but 429, which is retried until the total time limit.
   * From 0. Default `4`.
   */
  readonly maxRetries: number;
  /** Upper bound of the wait before the first retry; doubles each time. Default `500`. */
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

/** Refused before anything was done; retried as often as time allows. */
export function isRateLimit(error: unknown): boolean {
  return error instanceof StytchApiError && error.status === 429;
}

/**
 * Whether a call that met `error` may be retried.
 *
 * | what happened                              | idempotent | not idempotent |
 * | ------------------------------------------ | ---------- | -------------- |
 * | connection never made, nothing was sent    | retry      | retry          |
 * | 429, refused before anything was done      | retry      | retry          |
 * | connection broke, or no response in time   | retry      | fail           |
 * | 502, 503, 504                              | retry      | fail           |
 * | any other status, or a malformed response  | fail       | fail           |
 *
 * @param idempotent see `Call`.
 * @param failures how many attempts have failed, this one included, 429 not counted.
 */
export function mayRetry(
  error: unknown,
  idempotent: boolean,
  failures: number,
  options: RetryOptions,
): boolean {
  if (isRateLimit(error)) return true;
  if (failures > options.maxRetries) return false;
  if (error instanceof StytchApiError) return idempotent && GATEWAY_STATUSES.has(error.status);
  if (error instanceof StytchNetworkError || error instanceof StytchTimeoutError) {
    return idempotent || !error.mayHaveTakenEffect;
  }
  return false;
}

/**
 * Milliseconds to wait before the next attempt: what the server asked for, else exponential back-off
 * with jitter (between half of the bound and the bound), so that clients that failed together do
 * not come back together. A server that asks for 0, or names a time in the past, is ignored:
 * obeying it would mean calling without pause until the total time limit.
 *
 * @param attempt the number of the one that failed, from 1.
 */
export function delayAfter(
  attempt: number,
  retryAfterMs: number | undefined,
  options: RetryOptions,
  random: () => number,
): number {
  if (retryAfterMs) return retryAfterMs;
  const bound = Math.min(options.firstDelayMs * 2 ** (attempt - 1), options.maxDelayMs);
  return bound / 2 + (random() * bound) / 2;
}
