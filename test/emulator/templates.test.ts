import { describe, expect, it } from "vitest";
import { renderTemplate } from "../../emulator/src/oauth/template.ts";
import { HIDDEN_AUDIENCES, MISLEADING } from "../_escaped-keys.ts";
import { CLIENTS, createApi, refusal } from "./_api.ts";

function create(field: string, template: string, vertical: "consumer" | "b2b" = "consumer") {
  const body = { client_type: "first_party", [field]: template };
  return createApi().as(vertical).call("POST", CLIENTS, body);
}

describe.each(["access_token_template_content", "id_token_template_content"])("%s", (field) => {
  it.each([
    "{}",
    '{"tier":"gold"}',
    '{"id": {{ user.external_id }} }',
    '{"id":{{user.external_id}}}',
    '{"a":{"b":{"c":{{user.trusted_metadata.a.b}}}}}',
    '{"brace":"}"}',
    '{"list":[{{user.a}},{{ user.b }}]}',
    '{"whole":{{user}}}',
  ])("accepts %s", async (template) => {
    expect((await create(field, template)).status).toBe(200);
  });

  it.each([
    ["", "jwt_template_invalid_json"],
    ["[]", "jwt_template_invalid_json"],
    ["null", "jwt_template_invalid_json"],
    ['"text"', "jwt_template_invalid_json"],
    ["{{user.trusted_metadata}}", "jwt_template_invalid_json"],
    ['{"a":1,}', "jwt_template_invalid_json"],
    ["{ {{user.external_id}} : 1}", "jwt_template_invalid_json"],
    ['{"id":"{{user.external_id}}"}', "jwt_template_invalid_json"],
    ['{"id":{{user.external_id}', "jwt_template_mismatched_tag"],
    ['{"id": user.external_id}} }', "jwt_template_mismatched_tag"],
    ['{"id":{{user.external_id},"b":{"c":1}}', "jwt_template_mismatched_tag"],
    ['{"a":1', "jwt_template_mismatched_tag"],
    ['{"a":1}}', "jwt_template_mismatched_tag"],
    ['{"id":{{}}}', "jwt_template_invalid_tag"],
    ['{"id":{{ users.external_id }}}', "jwt_template_invalid_tag"],
    ['{"id":{{ user.external id }}}', "jwt_template_invalid_tag"],
    ['{"id":{{ user. }}}', "jwt_template_invalid_tag"],
    ['{"id":{{ member.member_id }}}', "jwt_template_invalid_tag"],
  ])("refuses %s with %s", async (template, errorType) => {
    expect(await create(field, template)).toMatchObject(refusal(400, errorType));
  });

  it.each([
    ["consumer", "begins with user"],
    ["b2b", "begins with member or organization"],
  ] as const)("says what a placeholder begins with in a %s project", async (vertical, hint) => {
    const { body } = await create(field, '{"x":{{ x.y }}}', vertical);
    expect(body.error_message).toContain(`${field}: a placeholder is a path that ${hint}`);
  });

  it("knows member and organization, not user, in a B2B project", async () => {
    const known = '{"m":{{member.member_id}},"o":{{organization.organization_id}}}';
    expect((await create(field, known, "b2b")).status).toBe(200);
    expect(await create(field, '{"u":{{user.external_id}}}', "b2b")).toMatchObject(
      refusal(400, "jwt_template_invalid_tag"),
    );
  });
});

describe("a template that is not JSON", () => {
  it.each([
    ["a brace in a text counts for nothing", '{"a": "x{", }', "jwt_template_invalid_json"],
    ["nor behind an escaped quote", '{"a": "\\"x{", }', "jwt_template_invalid_json"],
    ["a brace in a text without an end counts", '{"a": "x}', "jwt_template_invalid_json"],
    ["a placeholder may come first", "{{ other.email }}", "jwt_template_invalid_tag"],
    [
      "braces may come before one",
      '{"a": {"b": {}}{{ user.email }} }',
      "jwt_template_invalid_json",
    ],
    ["a path begins with its root", '{"a": {{ !user.email }} }', "jwt_template_invalid_tag"],
  ])("%s", async (_name, access_token_template_content, name) => {
    const fields = { client_type: "first_party", access_token_template_content };
    const response = await createApi().call("POST", CLIENTS, fields);
    expect(response).toMatchObject(refusal(400, name));
  });
});

it.each(HIDDEN_AUDIENCES)("a claim aud with an escape in its name is refused: %s", async (text) => {
  for (const before of MISLEADING) {
    expect((await create("access_token_template_content", before)).status).toBe(200);
  }
  expect(await create("access_token_template_content", text)).toMatchObject(
    refusal(400, "idp_invalid_access_token_jwt_template"),
  );
});

it("is rendered with the claims that stand in it, escaped or not", () => {
  for (const before of MISLEADING) expect(Object.keys(renderTemplate(before, {}))).toHaveLength(2);
  for (const text of HIDDEN_AUDIENCES) {
    expect(Object.keys(renderTemplate(text, {}))).toEqual(["h", "aud"]);
  }
});
