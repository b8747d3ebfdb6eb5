import { z } from "zod";
import { apiError } from "../errors.ts";
import { parse, parseJson } from "../parse.ts";

/**
 * Reads a JSON body. Unknown fields are dropped, nothing else is forgiven: a wrong type is not
 * converted and `null` is not taken for an absent field. The content type is ignored.
 *
 * @throws ApiError 400 `bad_request` if the body is not JSON, 400 `invalid_argument` (naming the
 * first wrong field) if it is not as the schema says.
 */
export async function readBody<T extends z.ZodType>(
  request: { text(): Promise<string> },
  schema: T,
): Promise<z.output<T>> {
  const json = parseJson(await request.text());
  if (!json.ok) throw apiError("bad_request");
  const body = parse(schema, json.value);
  if (body.ok) return body.value;
  throw apiError("invalid_argument", `${body.place || "the body"} is missing or of the wrong type`);
}

/** For operations that take no fields but still demand a JSON object, such as secret rotation. */
export const emptyBodySchema = z.object({});
