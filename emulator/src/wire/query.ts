import type { z } from "zod";
import { apiError } from "../errors.ts";
import { parse } from "../parse.ts";

/**
 * Reads the parameters of a query. Unknown ones are dropped; of duplicates the first counts.
 *
 * @throws ApiError 400 `invalid_argument` naming the first that is wrong.
 */
export function readQuery<T extends z.ZodType>(
  request: { query(): Record<string, string> },
  schema: T,
): z.output<T> {
  const query = parse(schema, request.query());
  if (query.ok) return query.value;
  throw apiError("invalid_argument", `the query parameter ${query.place} is missing or wrong`);
}
