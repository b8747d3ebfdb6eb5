import { afterAll, describe, expect, test } from "vitest";
import { HABITS, type HabitName, type HabitValues } from "../../../emulator/src/index.ts";
import { BEHAVIOURS } from "./_behaviours.ts";
import { VALUES } from "./_values.ts";
import { startWorld, triedLine } from "./_world.ts";

const SINGLES = Object.entries(VALUES).flatMap(([name, values]) =>
  values.map((value) => [name, value] as const),
);

test.each(Object.entries(HABITS))("%s has its default and another value", (name, habit) => {
  const values = VALUES[name as HabitName];
  expect(values).toContain(habit.default);
  expect(values.length).toBeGreaterThan(1);
});

describe.each(SINGLES)("on a server whose %s is %s", (name, value) => {
  test.each(Object.keys(BEHAVIOURS))("%s", async (behaviour) => {
    await BEHAVIOURS[behaviour]?.(startWorld({ [name]: value } as Partial<HabitValues>));
  });
});

afterAll(() => console.info(triedLine()));
