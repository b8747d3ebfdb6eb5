import { z } from "zod";
import { oneOfText } from "../issue-text.ts";
import { nearest } from "../nearest.ts";
import { wholeNumber } from "../parse.ts";
import {
  HABIT_NAMES,
  HABITS,
  type HabitEntry,
  type HabitName,
  type HabitValue,
  type HabitValues,
} from "./table.ts";

type HabitsShape = { [N in HabitName]: z.ZodExactOptional<z.ZodType<HabitValue<N>>> };

function valueSchema(entry: HabitEntry): z.ZodType {
  if ("values" in entry) {
    const allowed = Object.keys(entry.values);
    const answer = z.enum(allowed, { error: ({ input }) => oneOfText(input, allowed) });
    // Some answers are statuses, which people write as numbers.
    return z.preprocess((value) => (typeof value === "number" ? String(value) : value), answer);
  }
  return wholeNumber(entry.min, entry.max, entry.unit);
}

const shape = Object.fromEntries(
  HABIT_NAMES.map((name) => [name, z.exactOptional(valueSchema(HABITS[name]))]),
  // Object.fromEntries forgets which key has which type.
) as HabitsShape;

/** Some habits by name. Unknown names are refused, with the nearest known one. */
export const habitsSchema = z
  .record(z.string(), z.unknown())
  .superRefine((habits, context) => {
    for (const name of Object.keys(habits)) {
      if (Object.hasOwn(HABITS, name)) continue;
      const near = nearest(name, HABIT_NAMES);
      const hint =
        near === undefined ? "stytch-emulator habits lists them" : `did you mean ${near}?`;
      context.addIssue({ code: "custom", path: [name], message: `no such habit; ${hint}` });
    }
  })
  .pipe(z.object(shape));

/** The same bare or as `{ "habits": {…} }`, as files and requests have them. */
export const habitsBodySchema = z.preprocess(
  (body) => (isBare(body) ? { habits: body } : body),
  z.strictObject({ habits: habitsSchema }),
);

/** No habit has the name `habits`. */
function isBare(body: unknown): boolean {
  return typeof body === "object" && body !== null && !Array.isArray(body) && !("habits" in body);
}

export const DEFAULT_HABITS = Object.fromEntries(
  HABIT_NAMES.map((name) => [name, HABITS[name].default]),
) as HabitValues;

/** What is wrong with habits that are right one by one. */
export function habitsProblem(values: HabitValues): string | undefined {
  const { min_access_token_expiry_minutes: min, max_access_token_expiry_minutes: max } = values;
  return min > max
    ? `min_access_token_expiry_minutes: ${min} exceeds max_access_token_expiry_minutes, which is ${max}`
    : undefined;
}
