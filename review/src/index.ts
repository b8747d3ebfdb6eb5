import "./supported-node.ts";

export type { Change, ChangeKind } from "./change.ts";
export {
  type Client,
  type ClientRef,
  Hidden,
  type Place,
  type Resource,
  UNKNOWN,
} from "./client.ts";
export type {
  Finding,
  PolicyFinding,
  Report,
  ReportedExemption,
  ReviewedClient,
} from "./report.ts";
export {
  MEANINGS,
  type Meaning,
  type MeaningId,
  SEVERITIES,
  type Severity,
} from "./severities/index.ts";
