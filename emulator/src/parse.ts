import { z } from "zod";

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

/** Reads a value from outside as its schema says. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): Parsed<z.output<T>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({
    place: z.core.toDotPath(path),
    message,
  }));
  return {
    ok: false,
    place: issues[0]?.place ?? "",
    problems: issues.map(({ place, message }) => `${place || "(root)"}: ${message}`).join("; "),
  };
}

/** Reads a text as JSON. */
export function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
