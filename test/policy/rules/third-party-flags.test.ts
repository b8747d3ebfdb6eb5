import { describe, expect, it } from "vitest";
import type { Rule } from "../../../policy/src/rule.ts";
import { noConsentBypassForThirdParty } from "../../../policy/src/rules/no-consent-bypass-for-third-party.ts";
import { noFullAccessForThirdParty } from "../../../policy/src/rules/no-full-access-for-third-party.ts";
import { check, FIRST_PARTY, remediate, THIRD_PARTY } from "../_check.ts";
import { app } from "../_client.ts";

const FLAGS: [rule: Rule, flag: string][] = [
  [noFullAccessForThirdParty, "fullAccessAllowed"],
  [noConsentBypassForThirdParty, "bypassConsentForOfflineAccess"],
];

describe.each(FLAGS)("$name", (rule, flag) => {
  it.each(THIRD_PARTY)("is violated by %s with the flag", (clientType) => {
    const client = app({ clientType, [flag]: true });
    expect(check(rule, client)).toMatchObject([
      { property: flag, value: `true for a client of type "${clientType}"` },
    ]);
    expect(remediate(rule, client)).toEqual({ [flag]: false });
  });

  it.each(THIRD_PARTY)("lets %s without the flag pass", (clientType) => {
    for (const value of [false, undefined, null, "true"]) {
      const client = app({ clientType, [flag]: value });
      expect(check(rule, client)).toEqual([]);
      expect(remediate(rule, client)).toBeUndefined();
    }
  });

  it.each(FIRST_PARTY)("lets %s with the flag pass", (clientType) => {
    expect(check(rule, app({ clientType, [flag]: true }))).toEqual([]);
    expect(remediate(rule, app({ clientType, [flag]: true }))).toBeUndefined();
  });

  it("is mandatory and critical", () => {
    expect(rule).toMatchObject({ level: "mandatory", severity: "critical" });
  });
});
