import { parseHttpDate } from "./http-date.ts";

/**
 * Reads a `Retry-After` header: seconds or an HTTP-date.
 *
 * @param nowMs the time that a date counts from, in milliseconds since 1970.
 * @returns milliseconds from `nowMs`, at least 0; undefined where the header is absent or malformed.
 * @see [RFC 9110 section 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = parseHttpDate(text, nowMs);
  return date === undefined ? undefined : Math.max(0, date - nowMs);
}
