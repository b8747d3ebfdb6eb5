import { type SmokeReport, worstOutcome } from "../report.ts";
import { totalsOf } from "../totals.ts";

/** One JSON document with all reports, as the types of this package describe them. */
export function renderJson(reports: readonly SmokeReport[]): string {
  const document = { outcome: worstOutcome(reports), reports, totals: totalsOf(reports) };
  return `${JSON.stringify(document, null, 2)}\n`;
}
