import { describe, expect, it } from "vitest";
import { claimsTemplateSafe as rule } from "../../../policy/src/rules/claims-template-safe.ts";
import { check } from "../_check.ts";
import { app } from "../_client.ts";

const PROPERTIES = ["accessTokenTemplateContent", "idTokenTemplateContent"];

describe.each(PROPERTIES)(`${rule.name}: %s`, (property) => {
  const found = (template: unknown, clientType = "third_party", parameters = {}) =>
    check(rule, app({ clientType, [property]: template }), parameters);

  it.each([
    undefined,
    null,
    "",
    "{}",
    '{"org": {{ organization.organization_id }} }',
    '{"a": {"sub": 1}, "b": [{{ user.user_id }}]}',
    { org: "{{ organization.organization_id }}" },
  ])("lets %j pass", (template) => expect(found(template)).toEqual([]));

  it.each([
    "{",
    "not JSON",
    '{"a": "{{ user.user_id }}"}',
    '{"a": "x {{ user.user_id }} y"}',
    "{{{ user.user_id }}: 1}",
    '{"a": {{ user.user_id }',
    "[".repeat(100_000),
  ])("is violated by a text that does not yield JSON: %.40s", (template) => {
    expect(found(template)).toMatchObject([
      { property, value: expect.stringContaining("not a template that yields JSON") },
    ]);
  });

  it.each(["[]", "null", "7", "{{ user.user_id }}", [[1]], 7, true])(
    "is violated by what is not an object: %j",
    (template) => {
      expect(found(template)).toMatchObject([
        { value: expect.stringContaining("does not yield a JSON object") },
      ]);
    },
  );

  it("is violated by each reserved claim, for every type, without a level of its own", () => {
    const violations = found('{"sub": "a", "ok": 1, "scope": {{ user.user_id }} }', "first_party");
    expect(violations.map(({ value }) => value)).toEqual([
      'a template that sets the claim "sub"',
      'a template that sets the claim "scope"',
    ]);
    expect(violations[0]).not.toHaveProperty("level");
  });

  it.each([String.raw`{"h": 1, "\u0073ub": 1}`, String.raw`{"h": 1, "s\u0075b" : "\"a\": b"}`])(
    "reads a claim with an escape, whatever claims it has read before: %s",
    (template) => {
      // V8 takes the next key at this place for one of these.
      for (const before of [String.raw`{"h": 1, "\\u0": 1}`, String.raw`{"h": 1, "s\\u": 1}`]) {
        expect(found(before)).toEqual([]);
      }
      expect(found(template).map(({ value }) => value)).toEqual([
        'a template that sets the claim "sub"',
      ]);
    },
  );

  it("takes the reserved claims from the configuration", () => {
    expect(found('{"sub": 1}', "first_party", { denyClaims: ["role"] })).toEqual([]);
    expect(found('{"role": 1}', "first_party", { denyClaims: ["role"] })).toHaveLength(1);
  });

  it.each([
    '{"email": 1}',
    '{"contact": {{ user.email }} }',
    '{"deep": {"in": [{{ member.email_address }}]}}',
    { contact: "{{ user.trusted_metadata.iban }}" },
    '{"all": {{ user }} }',
    '{"all": {{ member }} }',
    '{"all": {{ user.trusted_metadata }} }',
    '{"all": {{ user.Untrusted_Metadata }} }',
    '{"all": {{ user | json }} }',
    '{"all": {{ toJson user }} }',
    '{"to": {{- user.email -}} }',
    '{"to": {{-user.email-}} }',
    '{"to": {{ User.Email }} }',
    '{"to": {{ USER.EMAILS }} }',
    '{"to": {{ .user.email }} }',
    '{"to": {{ user["email"] }} }',
    '{"to": {{ user.email | lower }} }',
    '{"Email": 1}',
    '{"workEmail": 1}',
    '{"HOME-PHONE": 1}',
    '{"https://acme.example/family_name": 1}',
    '{"urn:acme:birthdate": 1}',
    '{"who": {{ user.name }} }',
    '{"who": {{ user.name.first_name }} }',
    '{"who": {{ user.untrusted_metadata.displayName }} }',
    '{"birth": {{ user.trusted_metadata.birth_date }} }',
    '{"name": [{{ organization.organization_name }}, {{ user.user_id }}]}',
    '{"email": {{ unheard.of }} }',
  ])("notes personal data for third parties: %j", (template) => {
    expect(found(template)).toMatchObject([{ property, level: "advisory" }]);
    expect(found(template, "first_party")).toEqual([]);
  });

  it.each([
    '{"tier": {{ user.trusted_metadata.tier }} }',
    '{"plan": {{ member.trusted_metadata.plan }} }',
    '{"theme": {{ user.untrusted_metadata.theme }} }',
    '{"team": {{ user.trusted_metadata.team.name }} }',
    '{"plan": {{ user.trusted_metadata.plan_name }} }',
    '{"id": {{ user.user_id }} }',
    '{"roles": {{ user.rbac.roles }} }',
    '{"org_name": {{ organization.organization_name }} }',
    '{"org_name": "Acme"}',
    '{"orgName": 1, "company_address": 2, "tenant-name": 3, "namespace": 4, "hostname": 5}',
    '{"name": {{ organization.organization_name }} }',
    '{"email": {{ organization.email_allowed_domains }} }',
    '{"all": {{ organization }} }',
    '{"https://mail.acme.example/tier": 1}',
    "{}",
  ])("does not take what is no person's for personal data: %j", (template) => {
    expect(found(template)).toEqual([]);
  });

  it("turns the note off where no word marks personal data", () => {
    const none = { piiClaimsThirdParty: [] };
    expect(found('{"email": {{ user }} }', "third_party", none)).toEqual([]);
  });

  it.each([
    "https://stytch.com/organization",
    "https://stytch.com/session",
    "https://stytch.com/x",
  ])("is violated by Stytch's own claim %s", (claim) => {
    const violations = found({ [claim]: { slug: "other" } }, "first_party");
    expect(violations).toMatchObject([{ value: `a template that sets the claim "${claim}"` }]);
    expect(violations[0]).not.toHaveProperty("level");
  });

  it("lets claims below another domain pass", () => {
    expect(found('{"https://stytch.com.acme.example/session": 1}')).toEqual([]);
    expect(found('{"https://acme.example/organization": 1}')).toEqual([]);
  });

  it("reports the claim with the personal data, not the others", () => {
    const violations = found('{"plan": "free", "contact": {{ user.email }} }');
    expect(violations).toMatchObject([{ value: expect.stringContaining('claim "contact", from') }]);
  });

  it("does not count data of the organization as personal", () => {
    for (const path of ["organization.trusted_metadata.plan", "organization.metadata.user"])
      expect(found(`{"plan": {{ ${path} }} }`)).toEqual([]);
  });

  it("takes the words for personal data from the configuration", () => {
    expect(found('{"email": 1}', "third_party", { piiClaimsThirdParty: ["iban"] })).toEqual([]);
    expect(found('{"iban": 1}', "third_party", { piiClaimsThirdParty: ["iban"] })).toHaveLength(1);
  });

  it("survives a value that holds itself", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(found(circle)).toHaveLength(1);
  });
});
