import type { HabitValues } from "../habits/table.ts";

/** Minutes as a server reads them. */
export function readExpiry(minutes: number, habits: HabitValues): number {
  if (habits.expiry_out_of_bounds === "refused") return minutes;
  const { min_access_token_expiry_minutes: min, max_access_token_expiry_minutes: max } = habits;
  return Math.min(Math.max(minutes, min), max);
}
