import { describe, expect, it } from "vitest";
import { customAudience as rule } from "../../../policy/src/rules/custom-audience.ts";
import { check, FIRST_PARTY, THIRD_PARTY } from "../_check.ts";
import { app } from "../_client.ts";

const audience = (accessTokenCustomAudience: unknown, clientType = "third_party") =>
  app({ accessTokenCustomAudience, clientType });

describe(rule.name, () => {
  it.each(THIRD_PARTY)("wants an audience for %s", (clientType) => {
    for (const none of [undefined, "", null])
      expect(check(rule, audience(none, clientType))).toMatchObject([
        { property: "accessTokenCustomAudience", value: "not set" },
      ]);
    expect(check(rule, audience("api", clientType))).toEqual([]);
  });

  it.each(FIRST_PARTY)("does not for %s, unless the configuration names the type", (clientType) => {
    expect(check(rule, audience(undefined, clientType))).toEqual([]);
    const parameters = { requiredForTypes: [clientType] };
    expect(check(rule, audience(undefined, clientType), parameters)).toHaveLength(1);
  });

  it("wants one for every type in the profile strict", () => {
    for (const clientType of FIRST_PARTY)
      expect(check(rule, audience(undefined, clientType), rule.strictDefaults)).toHaveLength(1);
  });

  it("is mandatory for clients that must have one", () => {
    const client = audience(undefined, "first_party");
    expect(check(rule, client, { requiredFor: ["part*"] })).toMatchObject([{ level: "mandatory" }]);
    expect(check(rule, audience(undefined))[0]).not.toHaveProperty("level");
  });

  it("knows the audiences that exist, for every client", () => {
    const parameters = { allowedAudiences: ["api", "files"] };
    expect(check(rule, audience("files", "first_party"), parameters)).toEqual([]);
    expect(check(rule, audience(7), parameters)).toMatchObject([
      { value: expect.stringMatching(/^7, /) },
    ]);
    expect(check(rule, audience("flies", "first_party"), parameters)).toMatchObject([
      {
        value: expect.stringContaining('"flies"'),
        remedy: expect.stringContaining('"api", "files"'),
      },
    ]);
  });
});
