import { describe, expect, it } from "vitest";
import { HABITS, type HabitEntry, type HabitName } from "../../../emulator/src/habits/table.ts";
import type { Cases } from "./_case.ts";
import { CLIENT_CASES } from "./_client-cases.ts";
import { OAUTH_CASES } from "./_oauth-cases.ts";
import { READ_CASES } from "./_read-cases.ts";
import { RESPONSE_CASES } from "./_response-cases.ts";

/** The types see to it that no habit and no named answer is left out. */
const CASES: Cases = { ...CLIENT_CASES, ...RESPONSE_CASES, ...READ_CASES, ...OAUTH_CASES };

const entryOf = (name: string): HabitEntry => HABITS[name as HabitName];

describe.each(Object.entries(CASES))("%s", (name, { options, look, shows }) => {
  const entry = entryOf(name);
  const answers = Object.entries(shows).map(([text, expected]): [string | number, unknown] => [
    "values" in entry ? text : Number(text),
    expected,
  ]);

  it.each(answers)("is %s", async (value, expected) => {
    expect(await look({ ...options, habits: { [name]: value } })).toEqual(expected);
  });

  it("has the effect of its default where it is not set", async () => {
    const found = answers.find(([value]) => value === entry.default);
    const expected = found?.[1] ?? (await look({ ...options, habits: { [name]: entry.default } }));
    expect(await look({ ...options })).toEqual(expected);
  });

  it("differs in effect from answer to answer", () => {
    const effects = answers.map(([, expected]) => JSON.stringify(expected));
    expect(effects.length).toBeGreaterThan(1);
    expect(new Set(effects).size).toBe(effects.length);
  });
});
