import { HABITS, type HabitName } from "../../../emulator/src/index.ts";

/** Of habits that are numbers: the default, and what a client has to cope with. */
const NUMBERS: Partial<Record<HabitName, readonly number[]>> = {
  min_access_token_expiry_minutes: [1, 5, 30],
  max_access_token_expiry_minutes: [480, 1440],
  search_lag_seconds: [0, 5],
  get_lag_seconds: [0, 5],
  search_page_maximum: [100, 1000],
  old_secret_grace_seconds: [0, 3600],
  authorization_code_lifetime_seconds: [60, 600],
};

/** The values of every habit that the matrix has. */
export const VALUES = Object.fromEntries(
  Object.entries(HABITS).map(([name, habit]) => [
    name,
    "values" in habit ? Object.keys(habit.values) : (NUMBERS[name as HabitName] ?? []),
  ]),
) as Record<HabitName, readonly (string | number)[]>;
