import { describe, expect, test } from "vitest";
import { isLeftover } from "../../smoke/src/mark.ts";
import { nearMisses } from "../../smoke/src/oauth/near-misses.ts";
import { missingClaims, templateClaims } from "../../smoke/src/oauth/template-claims.ts";
import { HIDDEN_AUDIENCES, MISLEADING } from "../_escaped-keys.ts";

describe("nearMisses()", () => {
  const kinds = (url: string, registered = [url]) =>
    nearMisses(url, registered).map((miss) => miss.kind);

  test("differ from the URL in one thing each", () => {
    expect(nearMisses("https://app.example.com/callback", [])).toEqual([
      { kind: "not registered", url: "https://stytch-smoke.invalid/callback" },
      { kind: "slash at the end", url: "https://app.example.com/callback/" },
      { kind: "other case", url: "https://app.example.com/Callback" },
      { kind: "extra query", url: "https://app.example.com/callback?stytch_smoke=1" },
      { kind: "other port", url: "https://app.example.com:8443/callback" },
      { kind: "subdomain", url: "https://stytch-smoke.app.example.com/callback" },
    ]);
  });

  test("w/ a slash at the end take it away", () => {
    expect(nearMisses("https://app.example.com/cb/", [])[1]?.url).toBe(
      "https://app.example.com/cb",
    );
  });

  test("w/o a path have no other case, and no slash to take away", () => {
    expect(kinds("https://app.example.com/")).toEqual([
      ...["not registered", "extra query", "other port", "subdomain"],
    ]);
  });

  test("w/ a loopback address keep the port, which RFC 8252 leaves open", () => {
    for (const url of ["http://127.0.0.1/callback", "http://[::1]:4000/callback"]) {
      expect(kinds(url)).not.toContain("other port");
    }
    expect(kinds("http://localhost:4000/callback")).toContain("other port");
  });

  test("leave out what is registered", () => {
    const registered = [
      "https://a.example/cb",
      "https://a.example/cb/",
      "https://a.example:8443/cb",
    ];
    expect(kinds("https://a.example/cb", registered)).not.toContain("slash at the end");
    expect(kinds("https://a.example/cb", registered)).not.toContain("other port");
  });
});

describe("templateClaims()", () => {
  test("distinguishes fixed claims from those with placeholders", () => {
    const template =
      '{"plan": "gold", "me": {{ user.user_id }}, "greeting": "Hi {{ user.name.first_name }}!", ' +
      '"deep": {"x": {{user.trusted_metadata.x}}, "y": 1}, "say": "\\"{{user.user_id}}\\""}';
    expect(templateClaims(template)).toEqual({
      fixed: { plan: "gold" },
      present: ["me"],
      possible: ["greeting", "deep", "say"],
    });
  });

  test.for(HIDDEN_AUDIENCES)("finds claims with an escape in their names: %s", (template) => {
    for (const before of MISLEADING) templateClaims(before);
    expect(Object.keys(templateClaims(template).fixed)).toEqual(["h", "aud"]);
  });

  test.for(["", "{}", "not a template", "[1]", "{{ user.user_id }}"])(
    "w/ %j gives none",
    (text) => {
      expect(templateClaims(text)).toEqual({ fixed: {}, present: [], possible: [] });
    },
  );

  test("missingClaims() compares values, whatever the order of their members", () => {
    const template = '{"a": {"x": 1, "y": [2]}, "b": true, "c": {{ member.member_id }}}';
    expect(missingClaims(template, { a: { y: [2], x: 1 }, b: true, c: "m" })).toEqual([]);
    expect(missingClaims(template, { a: { y: [], x: 1 }, b: 1 })).toEqual(["a", "b", "c"]);
  });
});

describe("isLeftover()", () => {
  const over = 1_800_000_000;
  const name = `stytch-smoke-${over.toString(36)}-0123abcd`;
  const email = `stytch-smoke+${over.toString(36)}-0123abcd@example.com`;

  test.for([name, email])("%s is one once its run must be over", (mark) => {
    expect(isLeftover(mark, over * 1000)).toBe(false);
    expect(isLeftover(mark, over * 1000 + 1)).toBe(true);
  });

  test.for([
    "stytch-smoke-no-organization",
    "stytch-smoke@example.com",
    `x${name}`,
    `${email}.org`,
    "stytch-smoke-testers-of-acme",
  ])("%s is none", (mark) => {
    expect(isLeftover(mark, Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});
