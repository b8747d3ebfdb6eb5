import { expect, test } from "vitest";
import { parseRetryAfter } from "../../../../provider/src/stytch/http/retry-after.ts";

const now = Date.parse("1994-11-06T08:49:30Z");

test.each([
  ["0", 0],
  ["1", 1000],
  [" 120 ", 120_000],
  ["99999999999", 99_999_999_999_000],
  ["9".repeat(400), Number.POSITIVE_INFINITY],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 7000],
  ["Sunday, 06-Nov-94 08:49:37 GMT", 7000],
  ["Sun Nov  6 08:49:37 1994", 7000],
  ["Sun, 06 Nov 1994 08:49:00 GMT", 0],
  ["Sat, 01 Jan 2000 00:00:00 GMT", Date.parse("2000-01-01T00:00:00Z") - now],
  [undefined, undefined],
  ["", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["+5", undefined],
  ["1e3", undefined],
  ["0x10", undefined],
  ["soon", undefined],
  ["try 12", undefined],
  ["Sun, 06 Nov 1994 08:49:37 GMT, 5", undefined],
  ["NaN", undefined],
  ["Infinity", undefined],
  ["5, 6", undefined],
])("%j is %s ms", (header, expected) => {
  expect(parseRetryAfter(header, now)).toBe(expected);
});
