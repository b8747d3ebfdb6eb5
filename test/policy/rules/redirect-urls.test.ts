import { describe, expect, it } from "vitest";
import { messageOf } from "../../../policy/src/rule.ts";
import { postLogoutRules } from "../../../policy/src/rules/post-logout-urls.ts";
import { redirectRules } from "../../../policy/src/rules/redirect-urls.ts";
import { CASES_OF_PARTS } from "./_url-cases-of-parts.ts";
import { CASES_OF_PLACES } from "./_url-cases-of-places.ts";
import { CASES_OF_SPELLING } from "./_url-cases-of-spelling.ts";
import { type Case, check, propertyOf } from "./_urls.ts";

const ALL = [...redirectRules, ...postLogoutRules];

const CASES = [...CASES_OF_PLACES, ...CASES_OF_PARTS, ...CASES_OF_SPELLING];

describe.each(CASES)("…%s with %j", (ending, given, bad, good) => {
  const found = ALL.filter(
    ({ name }) => name.replace(/.*(?:redirect|post-logout)-/, "") === ending,
  );

  it("exists", () => expect(found.length).toBeGreaterThan(0));

  for (const rule of found) {
    it.each(bad)(`${rule.name} is violated by %j`, (url) => {
      const violations = check(rule, ["https://kept.vercel.example.com/", url], {
        ...given,
        config: withDomain(ending, given),
      });
      expect(violations).toHaveLength(1);
      expect(violations[0]?.property).toBe(`${propertyOf(rule)}[1]`);
    });

    it.each(good)(`${rule.name} is kept by %j`, (url) => {
      expect(check(rule, [url], given)).toEqual([]);
    });
  }
});

/** Permits the first URL of a list, so that the second is what a test is about. */
function withDomain(ending: string, { config = {} }: Case): Record<string, unknown> {
  if (ending !== "permitted-domains") return config;
  const domains = Array.isArray(config.domains) ? config.domains : [];
  return { ...config, domains: [...domains, "kept.vercel.example.com"] };
}

it.each([
  ["https://*:x@a.example/", '"*" before its @'],
  ["https://{pass}:x@a.example/", "a placeholder before its @"],
])("shows the wildcard of %s only if it tells nothing", (url, shown) => {
  for (const rule of ALL.filter(({ name }) => name.endsWith("no-wildcard")))
    expect(check(rule, [url])).toMatchObject([{ value: expect.stringContaining(shown) }]);
});

it("only notes every domain as long as none is permitted", () => {
  for (const rule of ALL.filter(({ name }) => name.endsWith("permitted-domains"))) {
    expect(check(rule, ["https://a.example/"])).toMatchObject([{ level: "advisory" }]);
    const config = { domainsByType: { third_party: ["b.example"] } };
    const [violation] = check(rule, ["https://a.example/"], { config });
    expect(violation).not.toHaveProperty("level");
    expect(violation?.remedy).toMatch(/^Use an address on "b\.example", or /);
  }
});

describe.each(ALL)("$name", (rule) => {
  it("says what is wrong in one sentence, and what to do in another", () => {
    const list = [
      "HTTP://user@*.vercel.app:80/?code=1&next=//x#",
      "javascript:x",
      "myapp:/cb",
      "http://localhost/",
      "https://a.example/x/../y",
      "https://10.0.0.5/",
      "https://webhook.site/1234",
    ];
    const urls = [...list, ...list, ...list];
    for (const violation of check(rule, urls)) {
      expect(messageOf(violation)).toMatch(
        /^(?:r|postLogoutR)edirectUrls(?:\[\d+\])? is .+: .+\. .+\.$/,
      );
      expect(violation.why).not.toMatch(/[.!]$|\b(?:OAuth|URI|RFC|authorization code|token)\b/);
      expect(violation.remedy).toMatch(/^[A-Z].*[^.]$/);
    }
    expect(check(rule, urls)).not.toEqual([]);
  });

  it.each([undefined, null, "https://a.example/", 7, {}])("does not mind %j for a list", (urls) => {
    expect(check(rule, urls).every(({ property }) => property === "redirectUrls")).toBe(true);
  });

  it("ignores entries that are not strings", () => {
    expect(check(rule, [null, 7, {}, [], undefined])).toEqual([]);
  });

  it("has parameters that are all documented", () => {
    for (const field of Object.values(rule.config.shape)) {
      expect(field).toHaveProperty("description", expect.stringMatching(/\.$/));
    }
    expect(() => rule.config.parse({ unheardOf: true })).toThrow("unheardOf");
  });
});
