import { z } from "zod";
import { withPlainKeys } from "../plain-keys.ts";

/** The top-level claims that a token template describes. */
export interface TemplateClaims {
  /** Claims without placeholders: the token has exactly these values. */
  readonly fixed: Readonly<Record<string, unknown>>;
  /** Claims with placeholders that have a value for every user and member. */
  readonly present: readonly string[];
  /** Claims with other placeholders: the server leaves them out where there is no value. */
  readonly possible: readonly string[];
}

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const MARK = "stytch-smoke-placeholder";

/** Paths with a value for each user and member. */
const ALWAYS_SET = new Set([
  "user.user_id",
  "member.member_id",
  "organization.organization_id",
  "organization.organization_slug",
  "organization.organization_name",
]);

/**
 * Reads a template as far as that is possible without its data. A text that is not an object once
 * the placeholders are filled in yields no claims: the server has to judge it.
 *
 * @see https://stytch.com/docs/guides/sessions/custom-claim-templates
 */
export function templateClaims(template: string): TemplateClaims {
  const fixed: Record<string, unknown> = {};
  const present: string[] = [];
  const possible: string[] = [];
  for (const [name, value] of Object.entries(parse(template))) {
    const path =
      typeof value === "string" && value.startsWith(MARK) ? value.slice(MARK.length) : "";
    if (!JSON.stringify(value).includes(MARK)) fixed[name] = value;
    else if (ALWAYS_SET.has(path)) present.push(name);
    else possible.push(name);
  }
  return { fixed, present, possible };
}

function parse(template: string): Record<string, unknown> {
  // A placeholder within quotes is part of a text, any other stands for a whole value.
  let quotesBefore = 0;
  let last = 0;
  const text = template.replace(PLACEHOLDER, (_whole, path: string, at: number) => {
    quotesBefore += (template.slice(last, at).match(/(?<!\\)"/g) ?? []).length;
    last = at;
    const value = `${MARK}${path.trim()}`;
    return quotesBefore % 2 === 1 ? value : `"${value}"`;
  });
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(withPlainKeys(text) || "{}"));
  } catch {
    return {};
  }
}

/** Names of the template's claims that a token lacks or has with another value. */
export function missingClaims(
  template: string,
  claims: Readonly<Record<string, unknown>>,
): string[] {
  const { fixed, present } = templateClaims(template);
  const wrong = Object.entries(fixed).filter(([name, value]) => !isSame(claims[name], value));
  return [...wrong.map(([name]) => name), ...present.filter((name) => claims[name] === undefined)];
}

function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** JSON with sorted keys, so that the order of members does not count. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? "undefined"
  );
}
