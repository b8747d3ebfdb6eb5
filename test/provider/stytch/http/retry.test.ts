import { describe, expect, test } from "vitest";
import {
  StytchApiError,
  StytchNetworkError,
  StytchResponseError,
  StytchSettingsError,
  StytchTimeoutError,
} from "../../../../provider/src/stytch/errors.ts";
import {
  DEFAULT_RETRY,
  delayBefore,
  mayRepeat,
  parseRetryAfter,
} from "../../../../provider/src/stytch/http/retry.ts";

const PLACE = { method: "POST", path: "/v1/x" };
const api = (status: number) => new StytchApiError(PLACE, { status }, "");

describe("mayRepeat", () => {
  test.each([
    // error, repeatable, once
    ["connection never made", new StytchNetworkError(PLACE, "", false), true, true],
    ["time-out before anything was sent", new StytchTimeoutError(PLACE, "", false), true, true],
    ["429", api(429), true, true],
    ["connection broke", new StytchNetworkError(PLACE, "", true), true, false],
    ["no answer in time", new StytchTimeoutError(PLACE, "", true), true, false],
    ["502", api(502), true, false],
    ["503", api(503), true, false],
    ["504", api(504), true, false],
    ["500", api(500), false, false],
    ["501", api(501), false, false],
    ["505", api(505), false, false],
    ["400", api(400), false, false],
    ["401", api(401), false, false],
    ["403", api(403), false, false],
    ["404", api(404), false, false],
    ["408", api(408), false, false],
    ["409", api(409), false, false],
    ["302", api(302), false, false],
    ["malformed answer", new StytchResponseError(PLACE, "", true), false, false],
    ["settings", new StytchSettingsError(""), false, false],
    ["a bug", new TypeError(""), false, false],
    ["no error at all", undefined, false, false],
  ])("%s: repeatable %o %s, once %s", (_name, error, repeatable, once) => {
    expect(mayRepeat(error, "repeatable", 1, DEFAULT_RETRY)).toBe(repeatable);
    expect(mayRepeat(error, "once", 1, DEFAULT_RETRY)).toBe(once);
  });

  test.each([0, 1, 4])("maxRetries %i bounds every cause but 429", (maxRetries) => {
    const options = { ...DEFAULT_RETRY, maxRetries };
    for (const error of [api(503), new StytchNetworkError(PLACE, "", false)]) {
      expect(mayRepeat(error, "repeatable", maxRetries, options)).toBe(true);
      expect(mayRepeat(error, "repeatable", maxRetries + 1, options)).toBe(false);
    }
    expect(mayRepeat(api(429), "once", 1000, options)).toBe(true);
  });
});

describe("delayBefore", () => {
  const options = { maxRetries: 4, firstDelayMs: 500, maxDelayMs: 10_000 };

  test.each([
    [1, 250, 500],
    [2, 500, 1000],
    [3, 1000, 2000],
    [5, 4000, 8000],
    [6, 5000, 10_000],
    [7, 5000, 10_000],
    [2000, 5000, 10_000],
  ])("try %i is followed by a wait from %i to %i", (attempt, least, most) => {
    expect(delayBefore(attempt, undefined, options, () => 0)).toBe(least);
    expect(delayBefore(attempt, undefined, options, () => 1)).toBe(most);
    expect(delayBefore(attempt, undefined, options, () => 0.5)).toBe((least + most) / 2);
  });

  test("what the server asked for is obeyed, beyond the own bound too", () => {
    expect(delayBefore(1, 7, options, () => 1)).toBe(7);
    expect(delayBefore(9, 3_600_000, options, () => 0)).toBe(3_600_000);
  });

  test("a server that asks for 0 is not called without pause", () => {
    expect(delayBefore(3, 0, options, () => 0)).toBe(1000);
  });
});

describe("parseRetryAfter", () => {
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
    ["may 1", undefined],
    ["try 12", undefined],
    ["Sun, 06 Nov 1994 08:49:37 GMT, 5", undefined],
    ["Sun, 06 Nov 1994 08:49:37 +0100", undefined],
    ["Sun, 06 Abc 1994 08:49:37 GMT", undefined],
    ["NaN", undefined],
    ["Infinity", undefined],
    ["1994-11-06", undefined],
    ["5, 6", undefined],
  ])("%j is %s ms", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
