import { expect, test } from "vitest";
import { trafficSummary } from "../../../provider/src/connection/traffic-summary.ts";

const QUIET = { requests: 300, retries: 0, refusals: 0, heldBackMs: 0 };

test.each([
  ["nothing out of the ordinary", {}],
  ["being held back for less than 2 s", { heldBackMs: 1999 }],
])("%s is worth no line", (_name, change) => {
  expect(trafficSummary({ ...QUIET, ...change })).toBeUndefined();
});

test.each([
  [{ retries: 1 }, "Stytch: 300 calls, 1 of them a retry"],
  [
    { retries: 9, refusals: 8 },
    "Stytch: 300 calls, 9 of them retries, 8 refused by the rate limit (429)",
  ],
  [
    { heldBackMs: 29_400 },
    "Stytch: 300 calls, 0 of them retries, calls held back for 29 s to keep the rate",
  ],
  [
    { requests: 1, refusals: 1 },
    "Stytch: 1 call, 0 of them retries, 1 refused by the rate limit (429)",
  ],
])("%j: %s", (change, line) => {
  expect(trafficSummary({ ...QUIET, ...change })).toBe(line);
});
