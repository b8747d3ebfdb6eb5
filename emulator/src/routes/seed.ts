import { Hono } from "hono";
import { applySeed, type SeedTarget } from "../seed/apply.ts";
import { exportSeed } from "../seed/export.ts";
import { SeedError } from "../seed/seed-error.ts";
import { readSeedText } from "../seed/text.ts";
import { refused } from "./control-body.ts";

/**
 * `/_emulator/seed`: a POST of YAML or JSON creates and changes clients, people, organizations and settings of both
 * projects; a GET returns the seed of what is there, with `?secrets=shown` in clear text.
 */
export function seedRoutes(target: SeedTarget): Hono {
  const control = new Hono();

  control.get("/seed", (c) => c.json(exportSeed(target, c.req.query("secrets") === "shown")));
  control.post("/seed", async (c) => {
    const seed = readSeedText(await c.req.text(), "the body");
    if (!seed.ok) return refused(c, seed.problems);
    try {
      await applySeed(seed.value, target);
    } catch (error) {
      if (error instanceof SeedError) return refused(c, error.message);
      throw error;
    }
    return c.json(exportSeed(target, false));
  });

  return control;
}
