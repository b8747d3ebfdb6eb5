import type { Fields } from "../clients.ts";
import { type Answer, match, other, questionOfCreation, value } from "../question.ts";

const UNUSUAL = '{ "probe_b":"1" ,"probe_a" : {"d":"2","c":"3"}}';

const DESCRIPTION = "  a probe  ";

export const templateForm = questionOfCreation(
  "template_form",
  { access_token_template_content: UNUSUAL },
  ({ access_token_template_content: template }) =>
    match(template, [
      [UNUSUAL, "as_given"],
      ['{"probe_b":"1","probe_a":{"d":"2","c":"3"}}', "compact"],
      ['{"probe_b": "1", "probe_a": {"d": "2", "c": "3"}}', "spaced"],
      ['{"probe_a":{"c":"3","d":"2"},"probe_b":"1"}', "sorted"],
    ]),
);

export const emptyTemplate = questionOfCreation(
  "empty_template",
  {},
  ({ access_token_template_content: template }) => {
    const compact = typeof template === "string" ? template.replace(/\s/g, "") : template;
    return match(compact, [
      ["{}", "empty_object"],
      ["", "empty_string"],
      [null, "null"],
    ]);
  },
);

export const audienceInTemplates = questionOfCreation(
  "audience_in_templates",
  { access_token_template_content: '{"aud":"stytch-probe"}' },
  () => value("ignored"),
  "refused",
);

export const surroundingWhitespace = questionOfCreation(
  "surrounding_whitespace",
  { client_description: DESCRIPTION },
  ({ client_description: description }) =>
    match(description, [
      [DESCRIPTION, "kept"],
      [DESCRIPTION.trim(), "trimmed"],
    ]),
);

export const absentFields = questionOfCreation("absent_fields", {}, (app) => {
  const [logo, audience] = [absent(app, "logo_url"), absent(app, "access_token_custom_audience")];
  return JSON.stringify(logo) === JSON.stringify(audience) ? logo : other("not all alike");
});

function absent(app: Fields, field: string): Answer<"left_out" | "null" | "empty_string"> {
  if (!(field in app)) return value("left_out");
  return match(app[field], [
    [null, "null"],
    ["", "empty_string"],
  ]);
}
