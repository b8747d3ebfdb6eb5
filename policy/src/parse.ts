import type { z } from "zod";
import { invalid, type Result, valid } from "./result.ts";

/** Parses a value that comes from outside, or says in words of the caller's what is wrong with it. */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  problemOf: (issue: z.core.$ZodIssue) => string,
): Result<z.output<Schema>, readonly string[]> {
  const parsed = schema.safeParse(given);
  return parsed.success ? valid(parsed.data) : invalid(parsed.error.issues.map(problemOf));
}
