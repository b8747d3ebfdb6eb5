import { make } from "covertable";
import { afterAll, describe, expect, test } from "vitest";
import type { HabitValues } from "../../../emulator/src/index.ts";
import { BEHAVIOURS } from "./_behaviours.ts";
import { VALUES } from "./_values.ts";
import { startWorld, triedLine } from "./_world.ts";

/** Few servers that have, between them, every two values of every two habits. */
const SERVERS = make(VALUES as Record<string, (string | number)[]>) as Partial<HabitValues>[];

const pairsOf = (server: object) => {
  const entries = Object.entries(server)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return entries.flatMap((left, index) =>
    entries.slice(index + 1).map((right) => `${left} ${right}`),
  );
};

test("the servers have every pair of values", () => {
  const names = Object.entries(VALUES);
  expect(Object.keys(SERVERS[0] ?? {}).sort()).toEqual(Object.keys(VALUES).sort());
  const all = names.flatMap(([, values], index) =>
    names.slice(index + 1).map(([, others]) => values.length * others.length),
  );
  const covered = new Set(SERVERS.flatMap(pairsOf));
  expect(covered.size).toBe(all.reduce((sum, count) => sum + count, 0));
});

describe.each(SERVERS.map((server, n) => [n + 1, server] as const))("server %i", (_n, server) => {
  test.each(Object.keys(BEHAVIOURS))("%s", async (behaviour) => {
    await BEHAVIOURS[behaviour]?.(startWorld(server));
  });
});

afterAll(() => console.info(triedLine()));
