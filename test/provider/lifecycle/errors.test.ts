import { describe, expect, test } from "vitest";
import { type Doubt, OutcomeUnknownError } from "../../../provider/src/lifecycle/errors.ts";
import { StytchNetworkError, StytchTimeoutError } from "../../../provider/src/stytch/errors.ts";

const PLACE = { method: "POST", path: "/v1/connected_apps/clients" };
const CAUSE = new StytchTimeoutError(PLACE, "no whole response.", true);

function outcomeOf(doubt: Doubt): OutcomeUnknownError {
  const error = new OutcomeUnknownError(CAUSE, doubt);
  expect(error).toMatchObject({
    name: "OutcomeUnknownError",
    code: "ERR_STYTCH_OUTCOME_UNKNOWN",
    cause: CAUSE,
  });
  expect(error.message).toContain(CAUSE.message);
  expect(error.message).toContain("un the command again");
  return error;
}

describe("a lost response to a create tells what happened, the cause and what to do", () => {
  test("if no client was found", () => {
    const error = outcomeOf({ kind: "nothing found" });
    expect(error.message).toContain("stytch-connected-apps orphans");
    expect(error.candidates).toEqual([]);
  });

  test("if no one could look", () => {
    const problem = new StytchNetworkError(PLACE, "could not connect.", false);
    const error = outcomeOf({ kind: "not searched", problem });
    for (const told of [
      problem.message,
      "clientName",
      "orphans",
      "delete the client",
      "adoptClientId",
    ]) {
      expect(error.message).toContain(told);
    }
  });

  test.each(["perhaps older", "perhaps another's"] as const)("if the client is %s", (kind) => {
    const candidates = ["connected-app-test-1", "connected-app-test-2"];
    const error = outcomeOf({ kind, candidates });
    for (const told of [candidates.join(", "), "delete the client", "adoptClientId", "rotate"]) {
      expect(error.message).toContain(told);
    }
    expect(error.candidates).toEqual(candidates);
  });
});
