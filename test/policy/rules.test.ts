import { describe, expect, it } from "vitest";
import type { Rule } from "../../policy/src/rule.ts";
import {
  noConsentBypassForThirdParty,
  noFullAccessForThirdParty,
  rules,
} from "../../policy/src/rules/index.ts";
import { thirdParty } from "./_client.ts";

const FLAGS: [rule: Rule, flag: string][] = [
  [noFullAccessForThirdParty, "fullAccessAllowed"],
  [noConsentBypassForThirdParty, "bypassConsentForOfflineAccess"],
];

describe.each(FLAGS)("$name", (rule, flag) => {
  it.each(["third_party", "third_party_public"])("is broken by %s with the flag", (clientType) => {
    expect(rule.check(thirdParty({ clientType, [flag]: true }))).toMatchObject([
      { property: flag, message: expect.stringContaining(flag) },
    ]);
  });

  it.each(["third_party", "third_party_public"])("lets %s without the flag pass", (clientType) => {
    expect(rule.check(thirdParty({ clientType }))).toEqual([]);
    expect(rule.check(thirdParty({ clientType, [flag]: undefined }))).toEqual([]);
  });

  it.each(["first_party", "first_party_public"])("lets %s with the flag pass", (clientType) => {
    expect(rule.check(thirdParty({ clientType, [flag]: true }))).toEqual([]);
  });

  it("says what is wrong, for which type, and what to do", () => {
    const [violation] = rule.check(thirdParty({ [flag]: true }));
    expect(violation?.message).toContain('"third_party"');
    expect(violation?.message).toContain("Set it to false");
  });

  it("is mandatory and critical, and names its source", () => {
    expect(rule).toMatchObject({ level: "mandatory", severity: "critical" });
    expect(URL.canParse(rule.source)).toBe(true);
  });
});

describe("the rules", () => {
  it("have unique names with the common prefix", () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^connected-app-[a-z-]+$/);
  });
});
