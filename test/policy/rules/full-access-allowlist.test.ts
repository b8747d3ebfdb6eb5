import { describe, expect, it } from "vitest";
import { fullAccessAllowlist as rule } from "../../../policy/src/rules/full-access-allowlist.ts";
import { check, FIRST_PARTY, THIRD_PARTY } from "../_check.ts";
import { app } from "../_client.ts";

const own = (change = {}) =>
  app({ clientType: "first_party", fullAccessAllowed: true, ...change }, { name: "web" });

describe(rule.name, () => {
  it.each(FIRST_PARTY)("is violated by %s that is not listed", (clientType) => {
    expect(check(rule, own({ clientType }))).toMatchObject([
      { property: "fullAccessAllowed", value: expect.stringContaining("allowedClients") },
    ]);
    expect(check(rule, own({ clientType }), { allowedClients: ["other"] })).toHaveLength(1);
  });

  it("lets a listed client pass", () => {
    expect(check(rule, own(), { allowedClients: ["we*"] })).toEqual([]);
  });

  it("lets a listed public client pass only if public ones may be listed", () => {
    const client = own({ clientType: "first_party_public" });
    expect(check(rule, client, { allowedClients: ["web"] })).toMatchObject([
      { value: 'true for a client of type "first_party_public"' },
    ]);
    expect(check(rule, client, { allowedClients: ["web"], allowPublic: true })).toEqual([]);
    expect(check(rule, client, { allowPublic: true })).toHaveLength(1);
  });

  it("lets clients without full access pass, and leaves third parties to their rule", () => {
    expect(check(rule, own({ fullAccessAllowed: false }))).toEqual([]);
    for (const clientType of THIRD_PARTY) expect(check(rule, own({ clientType }))).toEqual([]);
  });

  it("is mandatory, but advisory for test projects", () => {
    expect(rule).toMatchObject({ level: "mandatory", testLevel: "advisory", severity: "high" });
  });
});
