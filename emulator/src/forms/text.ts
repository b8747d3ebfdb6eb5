import type { HabitValues } from "../habits/table.ts";

/** A text as a server reads it. */
export function readText(text: string, { surrounding_whitespace }: HabitValues): string {
  return surrounding_whitespace === "trimmed" ? text.trim() : text;
}
