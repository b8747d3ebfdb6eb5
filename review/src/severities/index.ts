import { LIVE_PROJECT } from "./live-project.ts";
import type { Meaning } from "./severity.ts";
import { WHAT_TOKENS_DO } from "./what-tokens-do.ts";
import { WHERE_SECRETS_GO } from "./where-secrets-go.ts";
import { COSMETICS, WHO_BREAKS } from "./who-breaks.ts";
import { WHO_GETS_IN } from "./who-gets-in.ts";

export { isAtLeast, type Meaning, SEVERITIES, type Severity, worstOf } from "./severity.ts";

/** The table of severities, by what a reviewer asks. */
export const GROUPS = [
  ["Who gets in", WHO_GETS_IN],
  ["What a token can do, and for how long", WHAT_TOKENS_DO],
  ["Who breaks", WHO_BREAKS],
  ["Where secrets go", WHERE_SECRETS_GO],
  ["Cosmetics", COSMETICS],
  ["The live project", LIVE_PROJECT],
] as const satisfies [title: string, meanings: Readonly<Record<string, Meaning>>][];

const OF_CHANGES = { ...WHO_GETS_IN, ...WHAT_TOKENS_DO, ...WHO_BREAKS, ...COSMETICS };
const ALL = { ...OF_CHANGES, ...WHERE_SECRETS_GO, ...LIVE_PROJECT };

/** Identifies a row of the table; part of what CI systems remember, so that it never changes. */
export type MeaningId = keyof typeof ALL;

/** Every row of the table. */
export const MEANINGS: Readonly<Record<MeaningId, Meaning>> = ALL;

export const MEANING_IDS = Object.keys(ALL) as MeaningId[];

/** Those rows that a change of a client may mean; the others are of a provider, or only an audit finds them. */
export const CHANGE_MEANING_IDS = Object.keys(OF_CHANGES) as (keyof typeof OF_CHANGES)[];
