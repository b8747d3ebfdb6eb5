/** The test waits no longer than this for a server that asks for patience. */
export const LONGEST_WAIT_MS = 30_000;

const FIRST_WAIT_MS = 500;

/** Statuses of a rate limit: the server has done nothing. */
const NOTHING_DONE = new Set([425, 429]);

/** Statuses below 500 of a server or proxy that may succeed the next time. */
const PASSING = new Set([408, 425, 429]);

/**
 * Whether a request may be retried after a response.
 *
 * @param idempotent Whether sending it twice does no more than sending it once.
 */
export function mayResend(status: number, idempotent: boolean): boolean {
  if (NOTHING_DONE.has(status)) return true;
  return idempotent && (status >= 500 || PASSING.has(status));
}

/**
 * Milliseconds to wait before a retry: what the server asks for, else twice as long each time, from
 * half a second; undefined if the server asks for more than {@link LONGEST_WAIT_MS}.
 *
 * @param tries The tries so far, at least 1.
 */
export function waitBefore(tries: number, retryAfterMs: number | undefined): number | undefined {
  const ms = retryAfterMs ?? FIRST_WAIT_MS * 2 ** (tries - 1);
  if (retryAfterMs === undefined) return Math.min(ms, LONGEST_WAIT_MS);
  return ms > LONGEST_WAIT_MS ? undefined : ms;
}

/**
 * What a Retry-After header asks for, in milliseconds: seconds or a date.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // The only form of a date that servers may send; Date.parse() alone finds a date in "may 1".
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text))
    return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
