import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { describeIssues } from "../issues.ts";
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

/** `/_emulator/…`: what a test needs of the emulator and Stytch does not have. No credentials. */
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
    if ("problem" in body) return c.json({ error: body.problem }, 400);
    faults.replace(body.value.faults);
    return c.json({ faults: faults.list() });
  });

  control.post("/clock", async (c) => {
    const body = await readControlBody(c, clockSchema);
    if ("problem" in body) return c.json({ error: body.problem }, 400);
    clock.advance(body.value.advanceSeconds);
    return c.json({ now: new Date(clock.now()).toISOString() });
  });

  control.post("/reset", (c) => {
    parts.reset();
    return c.json({});
  });

  control.all("/*", (c) => c.json({ error: `${c.req.method} ${c.req.path}: no such route` }, 404));
  return control;
}

/** @returns The body as the schema reads it, or what is wrong with it in one line. */
export async function readControlBody<T extends z.ZodType>(
  c: Context,
  schema: T,
): Promise<{ value: z.output<T> } | { problem: string }> {
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    return { problem: "(root): the body is not valid JSON" };
  }
  const parsed = schema.safeParse(body);
  return parsed.success ? { value: parsed.data } : { problem: describeIssues(parsed.error) };
}
