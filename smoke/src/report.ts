import { CHECK_OUTCOMES, type CheckResult } from "./check-result.ts";
import type { CleanupReport } from "./cleanup.ts";
import type { StoppedError } from "./errors.ts";
import type { Vertical } from "./target.ts";

/** How runs end, the best first. */
export const OUTCOMES = ["passed", "inconclusive", "stopped", "failed"] as const;

export type SmokeOutcome = (typeof OUTCOMES)[number];

/** What a smoke test found out about one client. Plain JSON, without secrets. */
export interface SmokeReport {
  /**
   * `failed` if any check failed; else `stopped` if the run was cancelled; else `inconclusive` if
   * any check was, or the run ran out of time.
   */
  readonly outcome: SmokeOutcome;
  /** Why it was stopped. */
  readonly stopped?: string | undefined;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Milliseconds, clean-up included. */
  readonly durationMs: number;
  /** HTTP requests sent, clean-up included. */
  readonly requests: number;
  readonly app: {
    readonly name: string;
    readonly clientId: string;
    readonly clientType?: string | undefined;
  };
  readonly project: {
    readonly projectId: string;
    readonly apiUrl: string;
    readonly vertical?: Vertical | undefined;
  };
  readonly checks: readonly CheckResult[];
  readonly cleanup: CleanupReport;
}

/** How many checks of a report ended in a way. */
export function countOf(report: SmokeReport, outcome: CheckResult["outcome"]): number {
  return report.checks.filter((check) => check.outcome === outcome).length;
}

/** The checks that need someone's attention. */
export function unsuccessful({ checks }: Pick<SmokeReport, "checks">): CheckResult[] {
  return checks.filter(({ outcome }) => outcome === "failed" || outcome === "inconclusive");
}

/** The counts in words, such as `3 passed, 1 failed, 2 skipped`; inconclusive checks if there are any. */
export function countsOf(report: SmokeReport): string {
  const counts = CHECK_OUTCOMES.map((outcome) => ({ outcome, count: countOf(report, outcome) }));
  return counts
    .filter(({ outcome, count }) => count > 0 || outcome !== "inconclusive")
    .map(({ outcome, count }) => `${count} ${outcome}`)
    .join(", ");
}

/** @param stop Why the run ended early, if it did. */
export function outcomeOf(
  checks: readonly CheckResult[],
  stop: StoppedError | undefined,
): SmokeOutcome {
  const has = (outcome: CheckResult["outcome"]) =>
    checks.some((check) => check.outcome === outcome);
  if (has("failed")) return "failed";
  if (stop?.why === "cancelled") return "stopped";
  return has("inconclusive") || stop !== undefined ? "inconclusive" : "passed";
}

/** The outcome of several runs: a proven failure counts more than something unknown. */
export function worstOutcome(reports: readonly SmokeReport[]): SmokeOutcome {
  const worst = Math.max(0, ...reports.map(({ outcome }) => OUTCOMES.indexOf(outcome)));
  return OUTCOMES[worst] ?? "failed";
}
