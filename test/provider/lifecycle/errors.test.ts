import { expect, test } from "vitest";
import { OutcomeUnknownError } from "../../../provider/src/lifecycle/errors.ts";
import { StytchTimeoutError } from "../../../provider/src/stytch/errors.ts";

test("a lost create answer tells what happened, what to look for and the cause", () => {
  const place = { method: "POST", path: "/v1/connected_apps/clients" };
  const cause = new StytchTimeoutError(place, "no whole answer.", true);
  const error = new OutcomeUnknownError(cause);
  expect(error).toMatchObject({
    name: "OutcomeUnknownError",
    code: "ERR_STYTCH_OUTCOME_UNKNOWN",
    cause,
  });
  expect(error.message).toContain(cause.message);
  for (const told of ["clientName", "dashboard", "delete it", "adoptClientId"]) {
    expect(error.message).toContain(told);
  }
});
