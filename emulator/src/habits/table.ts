import type { Choice, Quantity } from "./entry.ts";
import { HABITS_OF_CLIENTS } from "./of-clients.ts";
import { HABITS_OF_OAUTH } from "./of-oauth.ts";

export type { Choice, Quantity };

/**
 * Every question about the API that Stytch's documentation leaves open, with the answers that a server
 * may give. Each answer is right: a client has to cope with all of them. The names are stored in state
 * files and in the files of `--habits`.
 */
export const HABITS = { ...HABITS_OF_CLIENTS, ...HABITS_OF_OAUTH } as const;

type Table = typeof HABITS;

export type HabitName = keyof Table;

/** The answers of a habit. */
export type HabitValue<N extends HabitName> = Table[N] extends Choice<infer V> ? V : number;

export type HabitValues = { [N in HabitName]: HabitValue<N> };

export const HABIT_NAMES = Object.keys(HABITS) as HabitName[];

export type HabitEntry = Choice<string> | Quantity;
