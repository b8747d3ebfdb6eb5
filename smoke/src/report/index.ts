import type { SmokeReport } from "../report.ts";
import { visibleIn } from "../visible.ts";
import { renderGithub } from "./github.ts";
import { renderJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderPretty } from "./pretty.ts";
import type { ReportFormat } from "./report-formats.ts";

const RENDERERS = {
  pretty: (reports: readonly SmokeReport[]) => renderPretty(reports),
  json: renderJson,
  junit: renderJunit,
  github: renderGithub,
  markdown: renderMarkdown,
} satisfies Record<ReportFormat, (reports: readonly SmokeReport[]) => string>;

/** The text of one or more reports, without colours; nothing in it acts on a terminal or a log. */
export function renderReports(format: ReportFormat, reports: readonly SmokeReport[]): string {
  return RENDERERS[format](visibleIn(reports));
}
