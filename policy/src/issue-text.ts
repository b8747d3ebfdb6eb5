import type { z } from "zod";
import { suggestion } from "./nearest.ts";

type Issue = z.core.$ZodIssue;

/** What messages call the types of a schema. */
const KINDS: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a string",
};

/**
 * What a value must be, as the rest of a sentence that begins with its path.
 *
 * @param value the value there; the message quotes none of it.
 */
export function expectation(issue: Issue, value: unknown): string {
  if (value === undefined) return "is missing.";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${KINDS[issue.expected] ?? issue.expected}, not ${kindOf(value)}.`;
    case "invalid_value":
      return choice(issue.values.map(String), value);
    case "too_small":
      return `must be ${amount("at least", issue.minimum, issue.origin)}.`;
    case "too_big":
      return `must be ${amount("at most", issue.maximum, issue.origin)}.`;
    case "invalid_format":
      return issue.format === "date" ? "must be a date as YYYY-MM-DD." : `${issue.message}.`;
    case "invalid_key":
      return `has a key that ${expectationOfFirst(issue.issues, value)}`;
    default:
      return `${issue.message}.`;
  }
}

function expectationOfFirst(issues: readonly Issue[], value: unknown): string {
  const [first] = issues;
  return first === undefined ? "is not allowed." : expectation(first, value);
}

function choice(values: readonly string[], value: unknown): string {
  const allowed = `must be one of ${values.map((one) => JSON.stringify(one)).join(", ")}.`;
  if (typeof value !== "string") return allowed;
  const nearest = suggestion(value, values);
  return nearest.startsWith(" Did") ? `${allowed}${nearest}` : allowed;
}

function amount(bound: string, limit: number | bigint, origin: string): string {
  if (origin === "string")
    return `${bound} ${limit} character${Number(limit) === 1 ? "" : "s"} long`;
  if (origin === "array") return `a list of ${bound} ${limit}`;
  return `${bound} ${limit}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return KINDS[Array.isArray(value) ? "array" : typeof value] ?? typeof value;
}
