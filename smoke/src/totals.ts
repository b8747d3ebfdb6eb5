import { CHECK_OUTCOMES, type CheckResult } from "./check-result.ts";
import { countOf, OUTCOMES, type SmokeOutcome, type SmokeReport } from "./report.ts";

/** The totals of several runs. */
export interface SmokeTotals {
  /** How many apps ended in each way. */
  readonly apps: Readonly<Record<SmokeOutcome, number>>;
  /** How many checks of all apps did. */
  readonly checks: Readonly<Record<CheckResult["outcome"], number>>;
  /** Milliseconds, clean-up included. */
  readonly durationMs: number;
  /** HTTP requests sent, clean-up included. */
  readonly requests: number;
}

export function totalsOf(reports: readonly SmokeReport[]): SmokeTotals {
  const sum = (numberOf: (report: SmokeReport) => number) =>
    reports.reduce((total, report) => total + numberOf(report), 0);
  return {
    apps: count(OUTCOMES, (outcome) => reports.filter((one) => one.outcome === outcome).length),
    checks: count(CHECK_OUTCOMES, (outcome) => sum((report) => countOf(report, outcome))),
    durationMs: sum(({ durationMs }) => durationMs),
    requests: sum(({ requests }) => requests),
  };
}

/** Such as `3 apps: 2 passed, 1 failed; checks: 50 passed, 1 failed, 6 skipped`. */
export function totalsText(reports: readonly SmokeReport[]): string {
  const { apps, checks } = totalsOf(reports);
  const number = reports.length === 1 ? "1 app" : `${reports.length} apps`;
  return `${number}: ${nonZero(apps)}; checks: ${nonZero(checks)}`;
}

function nonZero(counts: Readonly<Record<string, number>>): string {
  const shown = Object.entries(counts).filter(([, number]) => number > 0);
  return shown.map(([outcome, number]) => `${number} ${outcome}`).join(", ") || "none";
}

function count<K extends string>(
  keys: readonly K[],
  numberOf: (key: K) => number,
): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, numberOf(key)])) as Record<K, number>;
}
