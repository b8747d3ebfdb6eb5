import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rules } from "../../policy/src/rules/index.ts";
import { checkProperty } from "../_property.ts";
import { app } from "./_client.ts";
import { type WatchedRules, watchRules } from "./_watched-rules.ts";

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

/** A text of 100,000 characters, wherever a client may have one. */
function longClient(part: string) {
  const long = part.repeat(Math.ceil(100_000 / part.length));
  return app({
    ...{ clientName: long, logoUrl: long, accessTokenCustomAudience: long },
    redirectUrls: [long, `https://${long}`, `https://a.example/${long}?${long}`],
    postLogoutRedirectUrls: [`https://a.example/${long}?${long}`],
    ...{ accessTokenTemplateContent: long, idTokenTemplateContent: { [long]: long } },
  });
}

const PARTS = [
  ...["a", "{{", "*", "%", "%2e", ".", '"', "\u0430", "e\u0301", "\ud800", "https://a.", "@"],
  ...["{{ user.email }}", "[", "-", "/", "&#106;", "?a=", "#", "=", "\t", "\u200b", "xn--"],
];

const MANY = 10_000;
const addresses = Array.from({ length: MANY }, (_, index) => `https://A${index}.example/cb`);
const LISTS = {
  "different addresses": addresses,
  "times the same address": addresses.map(() => "https://A.example/cb"),
};

let watched: WatchedRules;
beforeAll(() => {
  watched = watchRules();
});
afterAll(() => watched.close());

// Each rule has its own time in the thread; all together, on a busy machine, take longer than one test may.
describe("all rules", { timeout: 180_000 }, () => {
  const names = rules.map(({ name }) => name);

  it.each(PARTS)("come back from 100,000 characters of %j", async (part) => {
    const clients = [longClient(part)];
    await watched.findings({ rules: names, clients, level: "mandatory" });
  });

  it.each(Object.entries(LISTS))(`come back from ${MANY} %s`, async (_, urls) => {
    const clients = [app({ redirectUrls: urls, postLogoutRedirectUrls: urls })];
    await watched.findings({ rules: names, clients, level: "remediate" });
  });

  it(`come back from ${MANY} clients`, async () => {
    const clients = addresses.map((name) => app({ clientName: name }, { name }));
    await watched.findings({ rules: names, clients, level: "remediate" });
  });
});

describe.each(rules)("$name", (rule) => {
  it("never throws, comes back, and names a property and one line of text", async () => {
    const clients = fc.array(properties, { maxLength: 3 }).map((given) =>
      given.map((client, index) => ({
        ...app({}, { name: `client-${index}` }),
        properties: client,
      })),
    );
    await checkProperty(
      fc.asyncProperty(clients, async (apps) => {
        const question = { rules: [rule.name], clients: apps, level: "mandatory" } as const;
        for (const finding of await watched.findings(question)) {
          expect(finding.property).not.toBe("");
          expect(finding.message).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]+\.$/u);
          expect(finding.message).not.toMatch(/undefined|\[object/);
        }
      }),
      150,
    );
  });

  it("corrects what it corrects in one step", () => {
    if (!("remediate" in rule) || rule.remediate === undefined) return;
    const { remediate } = rule;
    const parameters = rule.config.parse({});
    checkProperty(
      fc.property(properties, (client) => {
        const before = { ...app(), properties: client };
        const change = remediate(before, parameters);
        if (change === undefined) return;
        expect(Object.keys(change)).toHaveLength(1);
        const after = { ...before, properties: { ...client, ...change } };
        expect(remediate(after, parameters)).toBeUndefined();
      }),
      150,
    );
  });
});
