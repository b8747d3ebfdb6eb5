import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../policy/src/index.ts";
import type { ConnectedApp } from "../../policy/src/rule.ts";
import { rules } from "../../policy/src/rules/index.ts";
import { app } from "./_client.ts";

/** What a client may take to be checked by one rule, long texts included. */
const BOUND_MS = 500;

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.webUrl(),
  fc.constantFrom(
    ...["third_party", "first_party", "third_party_public", "first_party_public"],
    ...["javascript:alert(1)", "https://*.example.com", "http://[::1%25eth0]/", "com.app:/cb"],
    ...["{{", '{"sub": 1}', '{"a": {{ user.email }} }', "{{{{}}}}", "\u202e", "p\u0430ypal"],
  ),
);
const value = fc.oneof(text, fc.array(text), fc.boolean(), fc.double(), fc.anything());
const properties = fc.record(
  {
    clientType: fc.oneof(
      fc.constantFrom("third_party", "first_party", "third_party_public", "first_party_public"),
      value,
    ),
    clientName: value,
    clientDescription: value,
    redirectUrls: value,
    postLogoutRedirectUrls: value,
    fullAccessAllowed: value,
    bypassConsentForOfflineAccess: value,
    accessTokenExpiryMinutes: value,
    accessTokenCustomAudience: value,
    accessTokenTemplateContent: value,
    idTokenTemplateContent: value,
    logoUrl: value,
  },
  { requiredKeys: [] },
);

const only = (rule: (typeof rules)[number], apps: ConnectedApp[], level = "mandatory") =>
  evaluate(apps, { [rule.name]: level }, { rules: [rule] });

describe.each(rules)("$name", (rule) => {
  it("never throws, and names a property and one line of text", () => {
    fc.assert(
      fc.property(fc.array(properties, { maxLength: 3 }), (clients) => {
        const apps = clients.map((client, index) => ({
          ...app({}, { name: `client-${index}` }),
          properties: client,
        }));
        for (const finding of only(rule, apps)) {
          expect(finding.property).not.toBe("");
          expect(finding.message).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]+\.$/u);
          expect(finding.message).not.toMatch(/undefined|\[object/);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each(["a", "{{", "*", "%", ".", '"', "\u0430", "https://a.", "{{ user.email }}", "[", "-"])(
    "judges %j many times over in bounded time",
    (part) => {
      const long = part.repeat(20_000);
      const client = app({
        ...{ clientType: "third_party", clientName: long, logoUrl: long },
        ...{ redirectUrls: [long, `https://${long}`], postLogoutRedirectUrls: [long] },
        ...{ accessTokenTemplateContent: long, idTokenTemplateContent: { [long]: long } },
        accessTokenCustomAudience: long,
      });
      const start = performance.now();
      only(rule, [client]);
      expect(performance.now() - start).toBeLessThan(BOUND_MS);
    },
  );

  it("mends what it mends in one step", () => {
    if (!("fix" in rule) || rule.fix === undefined) return;
    const { fix } = rule;
    const parameters = rule.config.parse({});
    fc.assert(
      fc.property(properties, (client) => {
        const before = { ...app(), properties: client };
        const change = fix(before, parameters);
        if (change === undefined) return;
        expect(Object.keys(change)).toHaveLength(1);
        const after = { ...before, properties: { ...client, ...change } };
        expect(fix(after, parameters)).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });
});
