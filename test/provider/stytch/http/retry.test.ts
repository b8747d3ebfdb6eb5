import { describe, expect, test } from "vitest";
import {
  StytchApiError,
  StytchNetworkError,
  StytchResponseError,
  StytchSettingsError,
  StytchTimeoutError,
} from "../../../../provider/src/stytch/errors.ts";
import { DEFAULT_RETRY, delayAfter, mayRetry } from "../../../../provider/src/stytch/http/retry.ts";

const PLACE = { method: "POST", path: "/v1/x" };
const api = (status: number) => new StytchApiError(PLACE, { status }, "");

describe("mayRetry", () => {
  test.each([
    // error, idempotent, not idempotent
    ["connection never made", new StytchNetworkError(PLACE, "", false), true, true],
    ["time-out before anything was sent", new StytchTimeoutError(PLACE, "", false), true, true],
    ["429", api(429), true, true],
    ["connection broke", new StytchNetworkError(PLACE, "", true), true, false],
    ["no response in time", new StytchTimeoutError(PLACE, "", true), true, false],
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
    ["malformed response", new StytchResponseError(PLACE, "", true), false, false],
    ["settings", new StytchSettingsError(""), false, false],
    ["a bug", new TypeError(""), false, false],
    ["no error at all", undefined, false, false],
  ])("%s: retried if idempotent %s, else %s", (_name, error, idempotent, other) => {
    expect(mayRetry(error, true, 1, DEFAULT_RETRY)).toBe(idempotent);
    expect(mayRetry(error, false, 1, DEFAULT_RETRY)).toBe(other);
  });

  test.each([0, 1, 4])("maxRetries %i bounds every cause but 429", (maxRetries) => {
    const options = { ...DEFAULT_RETRY, maxRetries };
    for (const error of [api(503), new StytchNetworkError(PLACE, "", false)]) {
      expect(mayRetry(error, true, maxRetries, options)).toBe(true);
      expect(mayRetry(error, true, maxRetries + 1, options)).toBe(false);
    }
    expect(mayRetry(api(429), false, 1000, options)).toBe(true);
  });
});

describe("delayAfter", () => {
  const options = { maxRetries: 4, firstDelayMs: 500, maxDelayMs: 10_000 };

  test.each([
    [1, 250, 500],
    [2, 500, 1000],
    [3, 1000, 2000],
    [5, 4000, 8000],
    [6, 5000, 10_000],
    [7, 5000, 10_000],
    [2000, 5000, 10_000],
  ])("attempt %i is followed by a wait from %i to %i", (attempt, least, most) => {
    expect(delayAfter(attempt, undefined, options, () => 0)).toBe(least);
    expect(delayAfter(attempt, undefined, options, () => 1)).toBe(most);
    expect(delayAfter(attempt, undefined, options, () => 0.5)).toBe((least + most) / 2);
  });

  test("what the server asked for is obeyed, beyond the own bound too", () => {
    expect(delayAfter(1, 7, options, () => 1)).toBe(7);
    expect(delayAfter(9, 3_600_000, options, () => 0)).toBe(3_600_000);
  });

  test("a server that asks for 0 is not called without pause", () => {
    expect(delayAfter(3, 0, options, () => 0)).toBe(1000);
  });
});
