import { Hono } from "hono";
import type { Habits } from "../habits/habits.ts";
import { habitsBodySchema } from "../habits/schema.ts";
import { HABITS } from "../habits/table.ts";
import { readControlBody, refused, withoutBody } from "./control-body.ts";

/**
 * `/_emulator/habits`: how the emulator decides what Stytch's documentation leaves open, on both ports.
 * A PUT changes the habits that it names; a DELETE returns all to those of the start.
 */
export function habitsRoutes(habits: Habits): Hono {
  const control = new Hono();

  control.get("/habits", (c) => c.json({ habits: habits.all(), known: HABITS }));
  control.put("/habits", async (c) => {
    const body = await readControlBody(c, habitsBodySchema, '{"url_list_order": "sorted"}');
    if (!body.ok) return refused(c, body.problems);
    const problem = habits.set(body.value.habits);
    return problem === undefined ? c.json({ habits: habits.all() }) : refused(c, problem);
  });
  control.delete("/habits", withoutBody, (c) => {
    habits.reset();
    return c.json({ habits: habits.all() });
  });

  return control;
}
