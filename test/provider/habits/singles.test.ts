import { afterAll, describe, expect, test } from "vitest";
import { HABITS, type HabitValues } from "../../../emulator/src/index.ts";
import { BEHAVIOURS, startWorld, triedLine } from "./_behaviours.ts";
import { VALUES } from "./_values.ts";

const SINGLES = Object.entries(VALUES).flatMap(([name, values]) =>
  values.map((value) => [name, value] as const),
);

test("the matrix has every habit with every named value", () => {
  expect(Object.keys(VALUES)).toEqual(Object.keys(HABITS));
});

describe.each(SINGLES)("on a server whose %s is %s", (name, value) => {
  test.each(Object.keys(BEHAVIOURS))("%s", async (behaviour) => {
    await BEHAVIOURS[behaviour]?.(startWorld({ [name]: value } as Partial<HabitValues>));
  });
});

afterAll(() => console.info(triedLine()));
