import type { MiddlewareHandler } from "hono";

/**
 * Takes a request only if a page of this emulator sent it: for forms and scripts of pages, which always say so.
 * Programs send JSON to the control routes instead.
 */
export const onlyFromOwnPages: MiddlewareHandler = async (c, next) => {
  const site = c.req.header("sec-fetch-site");
  const isOwn =
    site === undefined
      ? c.req.header("origin") === new URL(c.req.url).origin
      : site === "same-origin";
  if (isOwn) return next();
  const error = `${c.req.method} ${c.req.path}: only pages of the emulator send this; use the control routes, such as PUT /_emulator/faults`;
  return c.json({ error }, 403);
};

/** The fields of a form; of several with one name the last. */
export async function readForm(request: { text(): Promise<string> }) {
  return Object.fromEntries(new URLSearchParams(await request.text()));
}
