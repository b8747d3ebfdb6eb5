import { type Context, type Handler, Hono } from "hono";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { type Parsed, parse, parseJson } from "../parse.ts";
import { faultListSchema } from "../traffic/fault-schema.ts";
import type { Faults } from "../traffic/faults.ts";
import type { RequestLog } from "../traffic/request-log.ts";
import type { Statistics } from "../traffic/statistics.ts";

export interface ControlParts {
  clock: Clock;
  faults: Faults;
  statistics: Statistics;
  log: RequestLog;
  /** `METHOD /pattern` of every route of the emulated API. */
  routes: readonly string[];
  reset: () => void;
}

const clockSchema = z.strictObject({ advanceSeconds: z.number().min(0) });

/** `/_emulator/…`: what a test needs and Stytch does not have. No credentials. */
export function controlRoutes(parts: ControlParts): Hono {
  const { clock, faults, statistics, log } = parts;
  const faultsSchema = faultListSchema(parts.routes);
  const control = new Hono();

  control.get("/stats", (c) => c.json(statistics.report()));
  control.post("/stats/reset", (c) => {
    statistics.reset();
    log.reset();
    return c.json(statistics.report());
  });
  control.get("/requests", (c) => c.json({ requests: log.entries() }));

  control.get("/faults", (c) => c.json({ faults: faults.list() }));
  control.put("/faults", async (c) => {
    const body = await readControlBody(c, faultsSchema);
    if (!body.ok) return c.json({ error: body.problems }, 400);
    faults.replace(body.value.faults);
    return c.json({ faults: faults.list() });
  });

  control.post("/clock", async (c) => {
    const body = await readControlBody(c, clockSchema);
    if (!body.ok) return c.json({ error: body.problems }, 400);
    clock.advance(body.value.advanceSeconds);
    return c.json({ now: new Date(clock.now()).toISOString() });
  });

  control.post("/reset", (c) => {
    parts.reset();
    return c.json({});
  });

  return control;
}

/** The body as the schema reads it. */
export async function readControlBody<T extends z.ZodType>(
  c: Context,
  schema: T,
): Promise<Parsed<z.output<T>>> {
  const json = parseJson(await c.req.text());
  if (json.ok) return parse(schema, json.value);
  return { ok: false, place: "", problems: "(root): the body is not valid JSON" };
}

/** For requests that no route of the emulator's own takes. */
export function noSuchControl(routes: readonly { method: string; path: string }[]): Handler {
  return (c) => {
    const { method, path } = c.req;
    const methods = routes
      .filter((route) => route.method !== "ALL" && route.path === path)
      .map((route) => route.method);
    if (methods.length === 0) return c.json({ error: `${method} ${path}: no such route` }, 404);
    const error = `${method} ${path}: the route takes ${methods.join(" and ")}`;
    return c.json({ error }, 405, { allow: methods.join(", ") });
  };
}
