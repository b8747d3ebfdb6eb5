import type { SmokeReport } from "../report.ts";
import { renderGithub } from "./github.ts";
import { renderJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import { renderPretty } from "./pretty.ts";

export const REPORT_FORMATS = ["pretty", "json", "junit", "github"] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

const RENDERERS = {
  pretty: (reports: readonly SmokeReport[]) => renderPretty(reports),
  json: renderJson,
  junit: renderJunit,
  github: renderGithub,
} satisfies Record<ReportFormat, (reports: readonly SmokeReport[]) => string>;

/** The text of one or more reports, without colours. */
export function renderReports(format: ReportFormat, reports: readonly SmokeReport[]): string {
  return RENDERERS[format](reports);
}
