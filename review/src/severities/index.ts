import type { Meaning } from "./severity.ts";
import { WHAT_TOKENS_DO } from "./what-tokens-do.ts";
import { COSMETICS, WHO_BREAKS } from "./who-breaks.ts";
import { WHO_GETS_IN } from "./who-gets-in.ts";

export { isAtLeast, type Meaning, SEVERITIES, type Severity, worstOf } from "./severity.ts";

/** The table of severities, by what a reviewer asks. */
export const GROUPS = [
  ["Who gets in", WHO_GETS_IN],
  ["What a token can do, and for how long", WHAT_TOKENS_DO],
  ["Who breaks", WHO_BREAKS],
  ["Cosmetics", COSMETICS],
] as const satisfies [title: string, meanings: Readonly<Record<string, Meaning>>][];

const ALL = { ...WHO_GETS_IN, ...WHAT_TOKENS_DO, ...WHO_BREAKS, ...COSMETICS };

/** Identifies a row of the table; part of what CI systems remember, so that it never changes. */
export type MeaningId = keyof typeof ALL;

/** Every row of the table. */
export const MEANINGS: Readonly<Record<MeaningId, Meaning>> = ALL;

export const MEANING_IDS = Object.keys(ALL) as MeaningId[];
