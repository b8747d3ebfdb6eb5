import { apiError } from "../errors.ts";
import { parseJson } from "../parse.ts";
import type { Vertical } from "../projects.ts";
import type { RuleContext } from "./context.ts";

const PATH = /^\s*([a-z_][\w-]*)(\.[\w-]+)*\s*$/i;
/** An unterminated text matches up to the end; otherwise the search would start again at each quote. */
const JSON_STRING = /"(?:[^"\\]|\\.)*("|\\?$)/gs;

const ROOTS: Record<Vertical, ReadonlySet<string>> = {
  consumer: new Set(["user"]),
  b2b: new Set(["member", "organization"]),
};

/**
 * Refuses a token template that could not give a JSON object. `{{ path }}` stands, unquoted, where
 * a value stands; a path begins with `user` (consumer) or with `member` or `organization` (B2B).
 *
 * The template is rendered twice, once with every value missing and once with every value a
 * string, so that a placeholder in a key or within quotes does not pass by luck.
 *
 * @throws ApiError 400 `jwt_template_mismatched_tag` (unbalanced braces), `jwt_template_invalid_tag`
 * (no such path) or `jwt_template_invalid_json`; `idp_invalid_access_token_jwt_template` for a claim `aud`.
 * @see https://stytch.com/docs/guides/sessions/custom-claim-templates
 */
export function checkTemplate(
  field: string,
  template: string,
  { project: { vertical }, habits }: Pick<RuleContext, "project" | "habits">,
): void {
  const { texts, tags } = splitTemplate(template);
  for (const content of tags) {
    if (/[{}]/.test(content)) throw mismatched(field);
    const root = PATH.exec(content)?.[1] ?? "";
    if (!ROOTS[vertical].has(root)) {
      throw apiError(
        "jwt_template_invalid_tag",
        field,
        `a placeholder is a path that begins with ${[...ROOTS[vertical]].join(" or ")}`,
      );
    }
  }
  for (const value of ["null", '"sample"']) {
    const rendered = texts.join(value);
    if (isJsonObject(rendered)) {
      if (habits.audience_in_templates === "refused" && hasAudience(rendered)) {
        throw apiError(
          "idp_invalid_access_token_jwt_template",
          field,
          "aud cannot be a claim of it",
        );
      }
      continue;
    }
    if (!isBalanced(rendered)) throw mismatched(field);
    throw apiError(
      "jwt_template_invalid_json",
      field,
      "the template must give a JSON object once its placeholders have values",
    );
  }
}

/**
 * The texts around the tags, one more than tags. Without a regular expression: one that looks for
 * the nearest end takes a time that grows with the square of what has no end.
 */
function splitTemplate(template: string): { texts: string[]; tags: string[] } {
  const [texts, tags]: [string[], string[]] = [[], []];
  let from = 0;
  for (;;) {
    const start = template.indexOf("{{", from);
    const end = start === -1 ? -1 : template.indexOf("}}", start + 2);
    if (end === -1) return { texts: [...texts, template.slice(from)], tags };
    texts.push(template.slice(from, start));
    tags.push(template.slice(start + 2, end));
    from = end + 2;
  }
}

function mismatched(field: string): Error {
  return apiError(
    "jwt_template_mismatched_tag",
    field,
    "every opening brace needs its closing one",
  );
}

function isJsonObject(text: string): boolean {
  const json = parseJson(text);
  if (!json.ok) return false;
  return typeof json.value === "object" && json.value !== null && !Array.isArray(json.value);
}

/** At the top: within another claim the name means nothing. */
function hasAudience(text: string): boolean {
  const json = parseJson(text);
  return json.ok && Object.hasOwn(Object(json.value), "aud");
}

function isBalanced(text: string): boolean {
  const bare = text.replace(JSON_STRING, (all, end) => (end === '"' ? "" : all));
  return bare.split("{").length === bare.split("}").length;
}
