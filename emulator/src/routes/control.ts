import { type Handler, Hono } from "hono";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { faultListSchema } from "../traffic/fault-schema.ts";
import type { Faults } from "../traffic/faults.ts";
import type { RequestLog } from "../traffic/request-log.ts";
import type { Statistics } from "../traffic/statistics.ts";
import { readControlBody, refused, withoutBody } from "./control-body.ts";

export interface ControlParts {
  clock: Clock;
  faults: Faults;
  statistics: Statistics;
  log: RequestLog;
  /** `METHOD /pattern` of every route of the emulated API. */
  routes: readonly string[];
  reset: () => void;
}

/** Dates of later years have another form. */
const LATEST = Date.UTC(9999, 0, 1);

const SECONDS = "must be a number of seconds, 0 or more";
export const clockSchema = z.strictObject({
  advanceSeconds: z.number({ error: SECONDS }).min(0, { error: SECONDS }),
});

/** What is wrong with moving the clock forward, if anything is. */
export function clockProblem(clock: Clock, advanceSeconds: number): string | undefined {
  return clock.now() + advanceSeconds * 1000 > LATEST
    ? "advanceSeconds: the clock must stay before the year 9999; give fewer"
    : undefined;
}

/** `/_emulator/…`: what a test needs and Stytch does not have. No credentials. */
export function controlRoutes(parts: ControlParts): Hono {
  const { clock, faults, statistics, log } = parts;
  const faultsSchema = faultListSchema(parts.routes);
  const control = new Hono();

  control.get("/stats", (c) => c.json(statistics.report()));
  control.post("/stats/reset", withoutBody, (c) => {
    statistics.reset();
    log.reset();
    return c.json(statistics.report());
  });
  control.get("/requests", (c) => c.json({ requests: log.entries() }));

  control.get("/faults", (c) => c.json({ faults: faults.list() }));
  control.put("/faults", async (c) => {
    const body = await readControlBody(c, faultsSchema, '[{"status": 503, "times": 2}]');
    if (!body.ok) return refused(c, body.problems);
    faults.replace(body.value.faults);
    return c.json({ faults: faults.list() });
  });

  control.post("/clock", async (c) => {
    const body = await readControlBody(c, clockSchema, '{"advanceSeconds": 60}');
    if (!body.ok) return refused(c, body.problems);
    const { advanceSeconds } = body.value;
    const problem = clockProblem(clock, advanceSeconds);
    if (problem !== undefined) return refused(c, problem);
    clock.advance(advanceSeconds);
    return c.json({ now: new Date(clock.now()).toISOString() });
  });

  control.post("/reset", withoutBody, (c) => {
    parts.reset();
    return c.json({});
  });

  return control;
}

/** For requests that no route of the emulator's own takes. */
export function noSuchControl(routes: readonly { method: string; path: string }[]): Handler {
  return (c) => {
    const { method, path } = c.req;
    const found = routes.filter((route) => route.method !== "ALL" && route.path === path);
    // A route may have several handlers.
    const methods = [...new Set(found.map((route) => route.method))];
    if (methods.length === 0) return c.json({ error: `${method} ${path}: no such route` }, 404);
    const error = `${method} ${path}: the route takes ${methods.join(" and ")}`;
    return c.json({ error }, 405, { allow: methods.join(", ") });
  };
}
