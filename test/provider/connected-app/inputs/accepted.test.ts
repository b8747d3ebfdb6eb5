import { describe, expect, test } from "vitest";
import {
  serializeTemplate,
  templateProblem,
} from "../../../../provider/src/connected-app/inputs/template.ts";
import { CLIENT_TYPES } from "../../../../provider/src/stytch/api.ts";
import { check, checked, FULL, UNKNOWN } from "../_check.ts";
import { randomness, randomValue } from "../_random.ts";

const FIELDS = Object.keys(FULL).filter((name) => name !== "clientType");

test("all properties pass as they are", () => {
  expect(checked(FULL)).toEqual(FULL);
});

test.each(CLIENT_TYPES)("clientType %s alone is enough", (clientType) => {
  expect(checked({ clientType })).toEqual({ clientType });
});

test.each(["third_party", "third_party_public"])(
  "%s may say that it has no flags",
  (clientType) => {
    const flags = { fullAccessAllowed: false, bypassConsentForOfflineAccess: false };
    expect(checked({ clientType, ...flags })).toEqual({ clientType, ...flags });
  },
);

test.each([
  ["clientName", "Größe 名前 🎉"],
  ["clientDescription", "two\nlines"],
  ["redirectUrls", ["https://app.example.com"]],
  ["redirectUrls", ["https://app.example.com:8443/cb?a=b"]],
  ["redirectUrls", ["http://localhost:3000/cb", "http://127.0.0.1/cb", "http://[::1]:1/cb"]],
  ["redirectUrls", ["HTTPS://APP.example.com/cb"]],
  ["redirectUrls", ["https://a.example", "https://a.example"]],
  ["redirectUrls", Array.from({ length: 200 }, (_, n) => `https://a${n}.example/cb`)],
  ["postLogoutRedirectUrls", ["https://a.example/#bye"]],
  ["accessTokenExpiryMinutes", 1],
  ["accessTokenExpiryMinutes", 2 ** 31 - 1],
  ["accessTokenCustomAudience", "a-name"],
  ["accessTokenCustomAudience", "urn:example:api"],
  ["logoUrl", "http://a.example/logo.png"],
  ["logoUrl", "https://a.example/logo.png?size=1#x"],
  ["accessTokenTemplateContent", "{}"],
  ["accessTokenTemplateContent", ' {"a": {{ user.email }}, "b": [1, {{ x.y }}]} '],
  ["accessTokenTemplateContent", '{"a":{"b":{{x}}}}'],
  ["accessTokenTemplateContent", '{\n  "a": "}",\n  "b": {{user.trusted_metadata.a}}\n}'],
])("%s may be %j", (name, value) => {
  expect(checked({ clientType: "first_party", [name]: value })).toEqual({
    clientType: "first_party",
    [name]: value,
  });
});

describe("what means 'not set' is left out", () => {
  test.each(FIELDS)("%s", (name) => {
    for (const unset of [undefined, null, "", []]) {
      expect(checked({ ...FULL, [name]: unset })).toEqual(
        checked(Object.fromEntries(Object.entries(FULL).filter(([key]) => key !== name))),
      );
    }
  });

  test("false is a value", () => {
    expect(checked({ clientType: "first_party", fullAccessAllowed: false })).toHaveProperty(
      "fullAccessAllowed",
      false,
    );
  });

  test("an unknown key that is undefined does no harm", () => {
    expect(checked({ clientType: "first_party", clientSecret: undefined })).toEqual({
      clientType: "first_party",
    });
  });
});

describe("unknown values pass", () => {
  test.each(Object.keys(FULL))("%s", (name) => {
    expect(checked({ ...FULL, [name]: UNKNOWN })).toEqual({ ...FULL, [name]: UNKNOWN });
  });

  test("everywhere at once", () => {
    const unknown = Object.fromEntries(Object.keys(FULL).map((name) => [name, UNKNOWN]));
    expect(checked(unknown)).toEqual(unknown);
  });

  test("inside a list, beside elements that are still checked", () => {
    const redirectUrls = ["https://a.example", UNKNOWN];
    expect(checked({ ...FULL, redirectUrls })).toHaveProperty("redirectUrls", redirectUrls);
    const { failures } = check({ ...FULL, redirectUrls: [UNKNOWN, "nowhere"] });
    expect(failures.map(({ property }) => property)).toEqual(["redirectUrls[1]"]);
  });

  test.each([{ a: UNKNOWN }, { a: { b: [1, { c: UNKNOWN }] } }])(
    "inside a template object, which stays one, so that policies see the rest (%#)",
    (template) => {
      expect(checked({ ...FULL, idTokenTemplateContent: template })).toHaveProperty(
        "idTokenTemplateContent",
        template,
      );
    },
  );

  test("a first-party flag of a client whose type is unknown", () => {
    checked({ clientType: UNKNOWN, fullAccessAllowed: true });
  });

  test("an unknown flag of a third-party client", () => {
    checked({ clientType: "third_party", fullAccessAllowed: UNKNOWN });
  });

  test("the predicate alone decides what is unknown", () => {
    expect(check({ clientType: "first_party", clientName: Symbol("other") }).failures).toHaveLength(
      1,
    );
  });
});

describe("template objects", () => {
  test.each([
    [{}, "{}"],
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ email: "{{ user.email }}" }, '{"email":{{ user.email }}}'],
    [{ email: "  {{user.email}} " }, '{"email":{{user.email}}}'],
    [
      { a: ["{{ x }}", 'say "hi"', null, true, 1.5] },
      '{"a":[{{ x }},"say \\"hi\\"",null,true,1.5]}',
    ],
    [{ z: { y: { b: "{{ x }}", a: {} } } }, '{"z":{"y":{"a":{},"b":{{ x }}}}}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [{ 'k"ey': "v" }, '{"k\\"ey":"v"}'],
  ])("%j is written as %s", (template, text) => {
    expect(checked({ ...FULL, accessTokenTemplateContent: template })).toHaveProperty(
      "accessTokenTemplateContent",
      text,
    );
  });

  function reversed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, member]) => [key, reversed(member)]),
    );
  }

  test("any object gives a template that is accepted, and the same for any order of keys", () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = randomness(seed);
      const texts = ['quo"te', "back\\slash", "}", "ä", ""];
      const template = { a: randomValue(random, texts), b: randomValue(random, texts) };
      const text = serializeTemplate(template);
      expect(templateProblem(text), text).toBeUndefined();
      expect(serializeTemplate(reversed(template))).toBe(text);
      const rendered = JSON.parse(text.replaceAll("{{ user.email }}", '"{{ user.email }}"'));
      expect(rendered).toEqual(template);
    }
  });
});
