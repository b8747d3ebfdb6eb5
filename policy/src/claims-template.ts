import { parseJson, toJson } from "./json.ts";
import { invalid, type Result, valid } from "./result.ts";

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const ONE_PLACEHOLDER = /^\s*\{\{([^{}]*)\}\}\s*$/;

/** What a template for the claims of a token contains. */
export interface ClaimsTemplate {
  /** Names of the claims that it adds. */
  readonly claims: readonly string[];
  /** Paths of its placeholders by claim, e.g. `user.email`. */
  readonly placeholders: readonly { readonly claim: string; readonly path: string }[];
  /** By claim, a text that is equal for values that are the same whatever the spaces around them. */
  readonly contents: Readonly<Record<string, string>>;
}

/**
 * Reads a template: text, or an object as a program may hold it. Text is not JSON before it is
 * rendered, so a value stands in for each placeholder. A problem completes "the property is …".
 *
 * @see https://stytch.com/docs/guides/sessions/custom-claim-templates
 */
export function readTemplate(template: unknown): Result<ClaimsTemplate> {
  const text = typeof template === "string" ? template : textOf(template);
  const asText = parse(text.replace(PLACEHOLDER, (placeholder) => JSON.stringify(placeholder)));
  // With null in their place, placeholders within quotes or as keys show too.
  const asNull = parse(text.replace(PLACEHOLDER, "null"));
  if (asText === undefined || asNull === undefined)
    return invalid("not a template that yields JSON once its placeholders are filled in");
  if (typeof asText !== "object" || asText === null || Array.isArray(asText))
    return invalid("a template that does not yield a JSON object once it is filled in");
  const placeholders = Object.entries(asText).flatMap(([claim, value]) =>
    paths(value).map((path) => ({ claim, path })),
  );
  const contents = Object.entries(asText).map(([claim, value]) => [claim, contentOf(value)]);
  return valid({
    claims: Object.keys(asText),
    placeholders,
    contents: Object.fromEntries(contents),
  });
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** In an object a placeholder is a string of its own; in text it has no quotes. */
function textOf(value: unknown): string {
  const text = toJson(value) ?? "null";
  return text.replace(/"(\s*\{\{[^{}"\\]*\}\}\s*)"/g, "$1");
}

function contentOf(value: unknown): string {
  return (toJson(value) ?? "").replace(PLACEHOLDER, (_, path: string) => `{{${path.trim()}}}`);
}

/** The paths of all placeholders in a value, however deep, without recursion. */
function paths(value: unknown): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); next !== undefined || waiting.length > 0; next = waiting.pop()) {
    if (typeof next === "string") {
      const [, path] = ONE_PLACEHOLDER.exec(next) ?? [];
      if (path !== undefined) found.push(path.trim());
    } else if (typeof next === "object" && next !== null) {
      for (const member of Object.values(next)) waiting.push(member);
    }
  }
  return found;
}
