import { make } from "covertable";
import { afterAll, describe, expect, test } from "vitest";
import type { HabitValues } from "../../../emulator/src/index.ts";
import { CLIENT_TYPES, type ClientType } from "../../../provider/src/stytch/api.ts";
import { BEHAVIOURS, behavioursOf } from "./_behaviours.ts";
import { VALUES } from "./_values.ts";
import { startWorld, triedLine } from "./_world.ts";

const FACTORS = { clientType: CLIENT_TYPES, ...VALUES };

/** Few stacks that have, between them, every two values of every two habits, each with every type of client. */
const STACKS = make(FACTORS as unknown as Record<string, (string | number)[]>) as ({
  clientType: ClientType;
} & HabitValues)[];

const pairsOf = (stack: object) => {
  const entries = Object.entries(stack)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return entries.flatMap((left, index) =>
    entries.slice(index + 1).map((right) => `${left} ${right}`),
  );
};

test("the stacks have every pair of values", () => {
  const names = Object.entries(FACTORS);
  expect(Object.keys(STACKS[0] ?? {}).sort()).toEqual(Object.keys(FACTORS).sort());
  const all = names.flatMap(([, values], index) =>
    names.slice(index + 1).map(([, others]) => values.length * others.length),
  );
  const covered = new Set(STACKS.flatMap(pairsOf));
  expect(covered.size).toBe(all.reduce((sum, count) => sum + count, 0));
});

describe.each(STACKS.map(({ clientType, ...habits }, n) => [n + 1, clientType, habits] as const))(
  "stack %i, of a %s client",
  (_n, clientType, habits) => {
    test.each(behavioursOf(clientType))("%s", async (behaviour) => {
      await BEHAVIOURS[behaviour]?.(startWorld(habits, clientType));
    });
  },
);

afterAll(() => console.info(triedLine()));
