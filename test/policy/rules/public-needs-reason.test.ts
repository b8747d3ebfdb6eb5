import { describe, expect, it } from "vitest";
import { publicNeedsReason as rule } from "../../../policy/src/rules/public-needs-reason.ts";
import { CONFIDENTIAL, check, PUBLIC } from "../_check.ts";
import { app } from "../_client.ts";

describe(rule.name, () => {
  it.each(PUBLIC)("is violated by %s without a description", (clientType) => {
    for (const clientDescription of [undefined, null, ""])
      expect(check(rule, app({ clientType, clientDescription }))).toMatchObject([
        { property: "clientType" },
      ]);
  });

  it.each(PUBLIC)("lets %s pass with a reason in either place", (clientType) => {
    expect(check(rule, app({ clientType, clientDescription: "runs in browsers" }))).toEqual([]);
    expect(check(rule, app({ clientType }), { reasons: { "part*": "runs in browsers" } })).toEqual(
      [],
    );
    expect(check(rule, app({ clientType }), { reasons: { other: "x" } })).toHaveLength(1);
  });

  it.each(CONFIDENTIAL)("lets %s pass", (clientType) => {
    expect(check(rule, app({ clientType }))).toEqual([]);
  });
});
