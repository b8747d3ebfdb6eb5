import type { Change } from "../change.ts";
import type { Finding } from "../report.ts";
import { MEANINGS, type MeaningId } from "../severities/index.ts";

/** What all clients of the deployment are, before it: what others have already may be looked alike. */
export interface Surroundings {
  /** Every change, those too that change nothing. */
  readonly changes: readonly Change[];
}

/** One kind of meaning: what a change means in one respect. Pure. */
export type Judge = (change: Change, surroundings: Surroundings) => Finding[];

/** A finding of a row of the table, about a client or one of its properties. */
export function finding(
  { client }: Change,
  id: MeaningId,
  property: string | undefined,
  sentence: string,
  details: readonly string[] = [],
): Finding {
  return { id, severity: MEANINGS[id].severity, client, property, sentence, details };
}
