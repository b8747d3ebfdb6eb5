import { type SmokeReport, worstOutcome } from "../report.ts";

/** One JSON document with all reports, as the types of this package describe them. */
export function renderJson(reports: readonly SmokeReport[]): string {
  return `${JSON.stringify({ outcome: worstOutcome(reports), reports }, null, 2)}\n`;
}
