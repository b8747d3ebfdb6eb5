import { markdownTable } from "markdown-table";
import { CHECK_OUTCOMES } from "../check-result.ts";
import { countOf, type SmokeReport, unsuccessful, worstOutcome } from "../report.ts";
import { totalsOf } from "../totals.ts";

/**
 * Markdown, as the summary of a job in GitHub Actions: totals, and what did not pass with its
 * remedy.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
 */
export function renderMarkdown(reports: readonly SmokeReport[]): string {
  return [
    `## Smoke test: ${worstOutcome(reports)}`,
    "",
    table(reports),
    "",
    ...reports.flatMap(details),
  ].join("\n");
}

function table(reports: readonly SmokeReport[]): string {
  const texts = ["App", "Client", "Project", "Outcome"];
  const rows = [
    [...texts, ...CHECK_OUTCOMES],
    ...reports.map(rowOf),
    ...(reports.length > 1 ? [totalRow(reports)] : []),
  ];
  const align = [...texts.map(() => null), ...CHECK_OUTCOMES.map(() => "r")];
  // Columns of equal width would be wrong where a character takes two cells.
  return markdownTable(rows, { align, alignDelimiters: false });
}

function rowOf(report: SmokeReport): string[] {
  return [
    escapeMarkdown(report.app.name),
    escapeMarkdown(report.app.clientId),
    escapeMarkdown(report.project.projectId),
    report.outcome,
    ...CHECK_OUTCOMES.map((outcome) => String(countOf(report, outcome))),
  ];
}

function totalRow(reports: readonly SmokeReport[]): string[] {
  const { checks } = totalsOf(reports);
  const counts = CHECK_OUTCOMES.map((outcome) => bold(String(checks[outcome])));
  return [bold(`${reports.length} apps`), "", "", bold(worstOutcome(reports)), ...counts];
}

function details(report: SmokeReport): string[] {
  const { app, stopped, cleanup } = report;
  const notes = [
    ...unsuccessful(report).flatMap(({ id, outcome, reason = "", advice = "" }) => [
      `- ${bold(`\`${id}\` ${outcome}`)}: ${escapeMarkdown(reason)}`,
      `  - Remedy: ${escapeMarkdown(advice)}`,
    ]),
    ...(stopped === undefined ? [] : [`- Stopped: ${escapeMarkdown(stopped)}`]),
    ...cleanup.notDone.map(
      ({ what, reason }) => `- Not cleaned up: ${escapeMarkdown(what)}: ${escapeMarkdown(reason)}`,
    ),
  ];
  return notes.length === 0 ? [] : [`### ${escapeMarkdown(app.name)}`, "", ...notes, ""];
}

function bold(text: string): string {
  return `**${text}**`;
}

/** Keeps what Markdown and HTML take for markup, links and mentions as text. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|#~&@$]/g, "\\$&")
    .replace(/:\/\//g, ":\\/\\/")
    .replace(/\bwww\./gi, "www\\.");
}
