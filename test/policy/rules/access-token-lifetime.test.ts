import { describe, expect, it } from "vitest";
import { accessTokenLifetime as rule } from "../../../policy/src/rules/access-token-lifetime.ts";
import { check, remediate } from "../_check.ts";
import { app } from "../_client.ts";

const LIMITS: [clientType: string, minutes: number][] = [
  ["first_party", 60],
  ["third_party", 30],
  ["first_party_public", 15],
  ["third_party_public", 15],
];
const lasting = (clientType: string, accessTokenExpiryMinutes: unknown) =>
  app({ clientType, accessTokenExpiryMinutes });

describe(rule.name, () => {
  it.each(LIMITS)("allows %s %i minutes and no more", (clientType, minutes) => {
    expect(check(rule, lasting(clientType, minutes))).toEqual([]);
    expect(remediate(rule, lasting(clientType, minutes))).toBeUndefined();
    expect(check(rule, lasting(clientType, minutes + 1))).toMatchObject([
      { property: "accessTokenExpiryMinutes", value: expect.stringContaining(`${minutes + 1}, `) },
    ]);
    expect(remediate(rule, lasting(clientType, minutes + 1))).toEqual({
      accessTokenExpiryMinutes: minutes,
    });
  });

  it.each([undefined, null, "", [[]]])("counts %j as 60 minutes", (value) => {
    const given = Array.isArray(value) ? [] : value;
    expect(check(rule, lasting("first_party", given))).toEqual([]);
    expect(check(rule, lasting("third_party", given))).toMatchObject([
      { value: expect.stringContaining("not set, so 60") },
    ]);
  });

  it.each([Number.NaN, "120", true, {}])("is violated by %j, which it leaves alone", (value) => {
    expect(check(rule, lasting("first_party", value))).toHaveLength(1);
    expect(remediate(rule, lasting("first_party", value))).toBeUndefined();
  });

  it("takes each limit from the configuration; the lowest that applies counts", () => {
    expect(check(rule, lasting("first_party", 9), { firstPartyMinutes: 8 })).toHaveLength(1);
    expect(check(rule, lasting("third_party", 9), { thirdPartyMinutes: 8 })).toHaveLength(1);
    expect(check(rule, lasting("third_party_public", 9), { publicMinutes: 8 })).toHaveLength(1);
    expect(check(rule, lasting("third_party_public", 9), { thirdPartyMinutes: 8 })).toHaveLength(1);
    expect(check(rule, lasting("first_party_public", 40), { publicMinutes: 50 })).toEqual([]);
  });
});
