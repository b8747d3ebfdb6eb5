import type { ResourceValidationArgs } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import { CONNECTED_APP_TYPE, policies, toPolicy } from "../../policy/src/pack.ts";
import { noFullAccessForThirdParty, rules } from "../../policy/src/rules/index.ts";
import { typeToken } from "../../provider/src/resources/dynamic-resource.ts";
import { thirdParty } from "./_client.ts";

/** The messages that a policy reports for a resource. */
function violations(type: string, props: Record<string, unknown>): string[] {
  const { validateResource } = toPolicy(noFullAccessForThirdParty);
  if (typeof validateResource !== "function") throw new Error("one function was expected");
  const reported: string[] = [];
  const args = { type, props } as unknown as ResourceValidationArgs;
  validateResource(args, (message) => reported.push(String(message)));
  return reported;
}

describe("a policy of the pack", () => {
  const bad = thirdParty({ fullAccessAllowed: true });

  it("reports what its rule finds", () => {
    expect(violations(CONNECTED_APP_TYPE, bad)).toEqual(
      noFullAccessForThirdParty.check(bad).map(({ message }) => message),
    );
  });

  it("reports nothing for a client that keeps the rule", () => {
    expect(violations(CONNECTED_APP_TYPE, thirdParty())).toEqual([]);
  });

  it("ignores resources of other types", () => {
    expect(violations("pulumi-nodejs:dynamic/stytch:Other", bad)).toEqual([]);
    expect(violations("pulumi-nodejs:dynamic:Resource", bad)).toEqual([]);
  });

  it("looks for the type token that the provider uses", () => {
    expect(CONNECTED_APP_TYPE).toBe(typeToken("ConnectedApp"));
  });

  it("stands for one rule each, with its level", () => {
    expect(policies.map(({ name, enforcementLevel }) => [name, enforcementLevel])).toEqual(
      rules.map(({ name, level }) => [name, level]),
    );
  });
});
