import { describe, expect, it } from "vitest";
import { publicNoConsentBypass as rule } from "../../../policy/src/rules/public-no-consent-bypass.ts";
import { check, remediate } from "../_check.ts";
import { app } from "../_client.ts";

const bad = app(
  { clientType: "first_party_public", bypassConsentForOfflineAccess: true },
  { name: "cli" },
);

describe(rule.name, () => {
  it("is violated by a public client that bypasses consent", () => {
    expect(check(rule, bad)).toMatchObject([{ property: "bypassConsentForOfflineAccess" }]);
    expect(remediate(rule, bad)).toEqual({ bypassConsentForOfflineAccess: false });
  });

  it("lets listed clients pass, and leaves them alone", () => {
    expect(check(rule, bad, { allowedClients: ["cli"] })).toEqual([]);
    expect(remediate(rule, bad, { allowedClients: ["cli"] })).toBeUndefined();
  });

  it.each(["first_party", "third_party", "third_party_public"])("lets %s pass", (clientType) => {
    const client = app({ clientType, bypassConsentForOfflineAccess: true });
    expect(check(rule, client)).toEqual([]);
    expect(remediate(rule, client)).toBeUndefined();
  });

  it("lets public clients pass that ask for consent", () => {
    const client = app({ clientType: "first_party_public", bypassConsentForOfflineAccess: false });
    expect(check(rule, client)).toEqual([]);
    expect(remediate(rule, client)).toBeUndefined();
  });
});
