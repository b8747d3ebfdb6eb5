import type { HonoRequest } from "hono";
import { z } from "zod";
import { OAuthError } from "./oauth-error.ts";

/**
 * Reads the parameters of an OAuth endpoint from a form or, if the content type says so, from
 * JSON. In a form an empty parameter counts as absent and a repeated one is refused, except
 * `resource`, which may be repeated.
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
  const parsed = schema.safeParse(isJson ? parseJson(text) : parseForm(text));
  if (parsed.success) return parsed.data;
  const [place] = parsed.error.issues.map(({ path }) => z.core.toDotPath(path));
  throw new OAuthError("invalid_request", `${place || "The body"} is missing or malformed.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OAuthError("invalid_request", "The body is not valid JSON.");
  }
}

function parseForm(text: string): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (value === "") continue;
    if (fields.has(name) && name !== "resource")
      throw new OAuthError("invalid_request", `${name} is repeated.`);
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
