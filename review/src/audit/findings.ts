import type { ClientRef } from "../client.ts";
import type { Finding } from "../report.ts";
import { MEANINGS, type MeaningId, SEVERITIES } from "../severities/index.ts";

/** A finding of a row of the table about a client as it is. */
export function found(
  client: ClientRef,
  id: MeaningId,
  sentence: string,
  { property, details = [] }: { property?: string; details?: readonly string[] } = {},
): Finding {
  return { id, severity: MEANINGS[id].severity, client, property, sentence, details };
}

export function bySeverity(left: Finding, right: Finding): number {
  const rank = SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity);
  return rank || compare(left.id, right.id) || compare(left.sentence, right.sentence);
}

/** By code units, the same on every machine. */
export function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
