import { Hono } from "hono";
import type { Habits } from "../habits/habits.ts";
import { habitsBodySchema } from "../habits/schema.ts";
import { HABITS } from "../habits/table.ts";
import { readControlBody } from "./control.ts";

/**
 * `/_emulator/habits`: how the emulator decides what Stytch's documentation leaves open, on both ports.
 * A PUT changes the habits that it names; a DELETE returns all to those of the start.
 */
export function habitsRoutes(habits: Habits): Hono {
  const control = new Hono();

  control.get("/habits", (c) => c.json({ habits: habits.all(), known: HABITS }));
  control.put("/habits", async (c) => {
    const body = await readControlBody(c, habitsBodySchema);
    if (!body.ok) return c.json({ error: body.problems }, 400);
    const error = habits.set(body.value.habits);
    return error === undefined ? c.json({ habits: habits.all() }) : c.json({ error }, 400);
  });
  control.delete("/habits", (c) => {
    habits.reset();
    return c.json({ habits: habits.all() });
  });

  return control;
}
