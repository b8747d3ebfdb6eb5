import type { CheckResult } from "./check-result.ts";
import type { CleanupReport } from "./cleanup.ts";
import type { Vertical } from "./target.ts";

/** What a smoke test found out about one client. Plain JSON, without secrets. */
export interface SmokeReport {
  /** `failed` if any check failed; `stopped` if the run was cancelled or ran out of time. */
  readonly outcome: "passed" | "failed" | "stopped";
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
