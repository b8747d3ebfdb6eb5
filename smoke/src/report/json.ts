import type { SmokeReport } from "../report.ts";

/** One JSON document with all reports, as the types of this package describe them. */
export function renderJson(reports: readonly SmokeReport[]): string {
  const outcomes = new Set(reports.map((report) => report.outcome));
  const outcome = outcomes.has("stopped")
    ? "stopped"
    : outcomes.has("failed")
      ? "failed"
      : "passed";
  return `${JSON.stringify({ outcome, reports }, null, 2)}\n`;
}
