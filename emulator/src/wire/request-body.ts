import type { Context } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { apiError } from "../errors.ts";
import type { HabitValue } from "../habits/table.ts";
import { parse, parseJson } from "../parse.ts";

/**
 * Reads a JSON body. Unknown fields are dropped unless a habit refuses them; nothing else is forgiven: a
 * wrong type is not converted and `null` is not taken for an absent field. The content type is ignored.
 *
 * @param unknownFields Default: as the habit `unknown_fields` says.
 * @throws ApiError 400 `bad_request` if the body is not JSON, 400 `invalid_argument` (naming the
 * first wrong field) if it is not as the schema says.
 */
export async function readBody<T extends z.ZodObject>(
  c: Context<AuthenticatedEnv>,
  schema: T,
  unknownFields: HabitValue<"unknown_fields"> = c.get("habits").unknown_fields,
): Promise<z.output<T>> {
  const json = parseJson(await c.req.text());
  if (!json.ok) throw apiError("bad_request");
  if (unknownFields === "refused") {
    // Official SDKs repeat the parameters of the path.
    const known = { ...schema.shape, ...c.req.param() };
    const unknown = Object.keys(Object(json.value)).find((name) => !Object.hasOwn(known, name));
    if (unknown !== undefined) throw apiError("invalid_argument", `unknown field "${unknown}"`);
  }
  const body = parse(schema, json.value);
  if (body.ok) return body.value;
  throw apiError("invalid_argument", `${body.place || "the body"} is missing or of the wrong type`);
}

/** For operations that take no fields but still demand a JSON object, such as secret rotation. */
export const emptyBodySchema = z.object({});
