import { z } from "zod";
import { apiError } from "../errors.ts";

/**
 * Reads the parameters of a query. Unknown ones are dropped; of several of one name the first counts.
 *
 * @throws ApiError 400 `invalid_argument` naming the first that is wrong.
 */
export function readQuery<T extends z.ZodType>(
  request: { query(): Record<string, string> },
  schema: T,
): z.output<T> {
  const parsed = schema.safeParse(request.query());
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined ? "" : z.core.toDotPath(issue.path);
  throw apiError("invalid_argument", `the query parameter ${place} is missing or wrong`);
}
