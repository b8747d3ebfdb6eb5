import { type ParseError, parse as parseTolerantly } from "jsonc-parser";
import { z } from "zod";
import { issueText } from "./issue-text.ts";
import { withPlainKeys } from "./plain-keys.ts";

/** The result of reading a value from outside. */
export type Parsed<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      /** The path of the first problem; `""` for the value itself. */
      place: string;
      /** One line that names every problem by its place: `path: problem; path: problem`. */
      problems: string;
    };

/**
 * Reads a value from outside as its schema says.
 *
 * @param root What the problems call the value itself.
 */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  root = "(root)",
): Parsed<z.output<T>> {
  const parsed = schema.safeParse(value, { error: issueText });
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({
    place: z.core.toDotPath(path),
    message,
  }));
  return {
    ok: false,
    place: issues[0]?.place ?? "",
    problems: issues.map(({ place, message }) => `${place || root}: ${message}`).join("; "),
  };
}

/** A whole number within bounds, both included, whose one message says what it may be. */
export function wholeNumber(min: number, max: number, unit?: string) {
  const of = unit === undefined ? "" : ` of ${unit}`;
  const to =
    max === Number.MAX_SAFE_INTEGER ? ` that is at least ${min}` : ` from ${min} to ${max}`;
  const error = `must be a whole number${of}${to}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** Reads a text as JSON. */
export function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(withPlainKeys(text)) };
  } catch {
    return { ok: false };
  }
}

/** What is wrong with a text that is not JSON, by its place; quotes nothing of it. */
export function jsonProblem(text: string): string {
  if (text.trim() === "") return "is empty";
  const errors: ParseError[] = [];
  parseTolerantly(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first === undefined) return "is not valid JSON";
  const lines = text.slice(0, first.offset).split(/\r\n|\n|\r/);
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return `is not valid JSON: look at line ${lines.length}, column ${column}`;
}
