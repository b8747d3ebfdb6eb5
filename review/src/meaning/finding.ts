import type { Change } from "../change.ts";
import type { Finding } from "../report.ts";
import { MEANINGS, type MeaningId } from "../severities/index.ts";
import type { Surroundings } from "./surroundings.ts";

/** One kind of meaning: what a change means in one respect. Pure. */
export type Judge = (change: Change, surroundings: Surroundings) => Finding[];

/** A finding of a row of the table, about a client or one of its properties. */
export function finding(
  { client }: Pick<Change, "client">,
  id: MeaningId,
  property: string | undefined,
  sentence: string,
  details: readonly string[] = [],
): Finding {
  return { id, severity: MEANINGS[id].severity, client, property, sentence, details };
}
