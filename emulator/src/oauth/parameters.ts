import type { HonoRequest } from "hono";
import type { z } from "zod";
import { parse, parseJson } from "../parse.ts";
import { OAuthError } from "./oauth-error.ts";

/**
 * Reads the parameters of an OAuth endpoint from a form or, if the content type says so, from
 * JSON. In a form an empty parameter counts as absent and a duplicate is refused, except of
 * `resource`.
 *
 * @throws OAuthError 400 `invalid_request`.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2
 */
export async function readParameters<T extends z.ZodType>(
  request: HonoRequest,
  schema: T,
): Promise<z.output<T>> {
  const text = await request.text();
  const isJson = /^application\/json\b/i.test(request.header("content-type") ?? "");
  const parameters = parse(schema, isJson ? readJson(text) : readForm(text));
  if (parameters.ok) return parameters.value;
  throw new OAuthError(
    "invalid_request",
    `${parameters.place || "The body"} is missing or malformed.`,
  );
}

function readJson(text: string): unknown {
  const json = parseJson(text);
  if (!json.ok) throw new OAuthError("invalid_request", "The body is not valid JSON.");
  return json.value;
}

function readForm(text: string): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (value === "") continue;
    if (fields.has(name) && name !== "resource")
      throw new OAuthError("invalid_request", `${name} is repeated.`);
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
