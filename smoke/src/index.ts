import "./supported-node.ts";

export type { Check } from "./check.ts";
export {
  CHECK_IDS,
  CHECK_OUTCOMES,
  type CheckId,
  type CheckResult,
  type Evidence,
} from "./check-result.ts";
export { CHECKS } from "./checks/index.ts";
export type { CleanupReport } from "./cleanup.ts";
export type { ClientType, DeclaredApp } from "./connected-app-fields.ts";
export { SmokeFailedError, SmokeTargetError } from "./errors.ts";
export type { SmokeOptions, SmokeProgress, SubjectOptions } from "./options.ts";
export { renderReports } from "./report/index.ts";
export { REPORT_FORMATS, type ReportFormat } from "./report/report-formats.ts";
export type { SmokeOutcome, SmokeReport } from "./report.ts";
export { type SmokeSurroundings, smokeTest } from "./smoke-test.ts";
export type { SmokeTarget, StackPlace, Vertical } from "./target.ts";
export { type SmokeTotals, totalsOf } from "./totals.ts";
