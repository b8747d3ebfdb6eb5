import "./supported-node.ts";

export type { Audit, AuditedClient, ServerFacts } from "./audit/audit.ts";
export { type AuditOptions, auditProject } from "./audit/audit-project.ts";
export { type Snapshot, takeSnapshot } from "./audit/snapshot.ts";
export type { Change, ChangeKind } from "./change.ts";
export {
  type Client,
  type ClientRef,
  Hidden,
  type Place,
  type Resource,
  UNKNOWN,
} from "./client.ts";
export { ReviewInputError } from "./errors.ts";
export { type ClientImpact, findImpact, type Impact, type MissingClient } from "./impact/impact.ts";
export type { Installation, Installations } from "./impact/installations.ts";
export type { Deployment } from "./read/deployment.ts";
export { deploymentOfPreview, deploymentOfStates, type Source } from "./read/index.ts";
export { FORMATTERS, type Format, type FormatOptions, type Formatter } from "./report/index.ts";
export type {
  Finding,
  PolicyFinding,
  Report,
  ReportedExemption,
  ReviewedClient,
} from "./report.ts";
export { type ReviewOptions, reviewChanges } from "./review-changes.ts";
export {
  isAtLeast,
  MEANINGS,
  type Meaning,
  type MeaningId,
  SEVERITIES,
  type Severity,
} from "./severities/index.ts";
