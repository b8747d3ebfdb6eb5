import { afterAll, describe, expect, test } from "vitest";
import { HABITS, type HabitName, type HabitValues } from "../../../emulator/src/index.ts";
import { CLIENT_TYPES } from "../../../provider/src/stytch/api.ts";
import { BEHAVIOURS, behavioursOf } from "./_behaviours.ts";
import { VALUES } from "./_values.ts";
import { startWorld, triedLine } from "./_world.ts";

/** Of the defaults once: each habit at its default would be that same server again. */
const SERVERS = [
  ["with the defaults", {}] as const,
  ...Object.entries(VALUES).flatMap(([name, values]) =>
    values
      .filter((value) => value !== HABITS[name as HabitName].default)
      .map((value) => [`whose ${name} is ${value}`, { [name]: value }] as const),
  ),
];

const CASES = SERVERS.flatMap(([server, habits]) =>
  CLIENT_TYPES.map((clientType) => [server, clientType, habits as Partial<HabitValues>] as const),
);

test.each(Object.entries(HABITS))("%s has its default and another value", (name, habit) => {
  const values = VALUES[name as HabitName];
  expect(values).toContain(habit.default);
  expect(values.length).toBeGreaterThan(1);
});

describe.each(CASES)("on a server %s, of a %s client", (_server, clientType, habits) => {
  test.each(behavioursOf(clientType))("%s", async (behaviour) => {
    await BEHAVIOURS[behaviour]?.(startWorld(habits, clientType));
  });
});

afterAll(() => console.info(triedLine()));
