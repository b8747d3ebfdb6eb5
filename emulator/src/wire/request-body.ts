import { z } from "zod";
import { apiError } from "../errors.ts";

/**
 * Reads a JSON body. Unknown fields are dropped, nothing else is forgiven: a wrong type is not
 * converted and `null` is not taken for an absent field. The content type is not looked at.
 *
 * @throws ApiError 400 `bad_request` if the body is not JSON, 400 `invalid_argument` (naming the
 * first wrong field) if it is not as the schema says.
 */
export async function readBody<T extends z.ZodType>(
  request: { text(): Promise<string> },
  schema: T,
): Promise<z.output<T>> {
  const parsed = schema.safeParse(parseJson(await request.text()));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined ? "" : z.core.toDotPath(issue.path);
  throw apiError("invalid_argument", `${place || "the body"} is missing or of the wrong type`);
}

/** For operations that take no fields but still demand a JSON object, such as secret rotation. */
export const emptyBodySchema = z.object({});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw apiError("bad_request");
  }
}
