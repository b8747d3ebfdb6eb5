import { describe, expect, it } from "vitest";
import { postLogoutRules } from "../../../policy/src/rules/post-logout-urls.ts";
import { redirectCanonical } from "../../../policy/src/rules/redirect-canonical.ts";
import { app } from "../_client.ts";
import { check, propertyOf } from "./_urls.ts";

const postLogout = postLogoutRules.filter(({ name }) => name.endsWith("-canonical"));

describe.each([redirectCanonical, ...postLogout])("$name", (rule) => {
  const property = propertyOf(rule);
  const remediate = (urls: unknown): unknown => rule.remediate?.(app({ [property]: urls }), {});
  const [a, b] = ["https://a.example/", "https://b.example/"];

  it("finds a duplicate and removes it, keeping the order", () => {
    expect(check(rule, [a, b, a, a])).toMatchObject([
      { property: `${property}[2]`, why: expect.stringContaining(`${property}[0]`) },
      { property: `${property}[3]` },
    ]);
    expect(remediate([a, b, a, a])).toEqual({ [property]: [a, b] });
  });

  it("keeps one of several duplicates in an unusual spelling, to report it", () => {
    const odd = "https://A.example/";
    expect(check(rule, [odd, odd])).toMatchObject([
      { level: "advisory" },
      { property: `${property}[1]` },
    ]);
    expect(check(rule, [odd, odd])[1]).not.toHaveProperty("level");
    expect(check(rule, [odd])).toHaveLength(1);
  });

  it("is idempotent, and changes nothing but duplicates", () => {
    expect(remediate([a, b])).toBeUndefined();
    expect(remediate(["HTTPS://a.example/", a, "https://a.example"])).toBeUndefined();
    expect(remediate([a, 7, a, 7])).toEqual({ [property]: [a, 7, 7] });
    expect(remediate(undefined)).toBeUndefined();
    expect(remediate("x")).toBeUndefined();
  });

  it("suggests the agreed spelling", () => {
    expect(check(rule, ["https://A.example:443/%7Ex"])[0]?.remedy).toContain(
      '"https://a.example/~x"',
    );
    expect(check(rule, ["a.example"])).toMatchObject([
      { remedy: expect.stringContaining("complete address"), level: "advisory" },
    ]);
    expect(check(rule, ["https://a.example./"])[0]?.remedy).toContain("Make sure");
  });

  it("shows no password", () => {
    expect(JSON.stringify(check(rule, ["HTTPS://user:hunter2@a.example/"]))).not.toContain(
      "hunter2",
    );
  });
});
