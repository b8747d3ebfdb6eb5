import { invalid, type Result, valid } from "./result.ts";
import type { ConnectedApp } from "./rule.ts";

/** Whether a text matches a pattern, in which `*` matches any characters, even none. */
export function matches(pattern: string, text: string): boolean {
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.pop();
  if (tail === undefined) return text === pattern;
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  const end = text.length - tail.length;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= end;
}

/** What occurs in other kinds of patterns, but in no name of a resource. */
const OTHER_PATTERN = /^\^|\$$|\.\*|[?{}|\\]|^\/.*\/$/;

/** Reads a pattern for clients; refuses one that could never match. */
export function clientPattern(given: string): Result<string> {
  if (given === "") return invalid("must not be empty");
  if (OTHER_PATTERN.test(given))
    return invalid("must be a name, in which only * is special: it matches any characters");
  const isUrn = /^urn:/i.test(given);
  if (!isUrn && given.includes("::"))
    return invalid("must be only the name of a resource, or a URN, which begins with urn:pulumi:");
  if (isUrn && !/^urn:(?:\*|pulumi:(?:.*\*|(?:.+::){3}.+))/.test(given))
    return invalid("must be a complete URN, urn:pulumi:stack::project::type::name, or contain a *");
  return valid(given);
}

/** Whether a pattern matches a client: its URN if the pattern begins with `urn:`, else its name. */
export function matchesApp(
  pattern: string,
  { name, urn }: Pick<ConnectedApp, "name" | "urn">,
): boolean {
  return matches(pattern, pattern.startsWith("urn:") ? urn : name);
}

/** Whether one of several patterns matches a client. */
export function matchesAny(patterns: readonly string[], app: ConnectedApp): boolean {
  return patterns.some((pattern) => matchesApp(pattern, app));
}
