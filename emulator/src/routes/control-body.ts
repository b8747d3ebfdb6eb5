import type { Context, MiddlewareHandler } from "hono";
import type { z } from "zod";
import { jsonProblem, type Parsed, parse, parseJson } from "../parse.ts";

const ROOT = "the body";

/**
 * The body of a control route as its schema reads it.
 *
 * @param example A body that is right, for whoever sent something that is none at all.
 */
export async function readControlBody<T extends z.ZodType>(
  c: Context,
  schema: T,
  example: string,
): Promise<Parsed<z.output<T>>> {
  const text = await c.req.text();
  const json = parseJson(text);
  const body: Parsed<z.output<T>> = json.ok
    ? parse(schema, json.value, ROOT)
    : { ok: false, place: "", problems: `${ROOT}: ${jsonProblem(text)}` };
  if (body.ok || body.place !== "") return body;
  return { ...body, problems: `${body.problems}; send a body such as ${example}` };
}

/** 400, with the route before what is wrong. */
export function refused(c: Context, problems: string): Response {
  return c.json({ error: `${c.req.method} ${c.req.path}: ${problems}` }, 400);
}

/** Refuses a body on a route that would ignore it: whoever sends one expects something of it. */
export const withoutBody: MiddlewareHandler = async (c, next) => {
  const text = (await c.req.text()).trim();
  if (text === "" || text === "{}") return next();
  return refused(c, `${ROOT}: the route takes none; send the request without one`);
};
