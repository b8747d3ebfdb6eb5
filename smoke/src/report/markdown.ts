import { CHECK_OUTCOMES } from "../check-result.ts";
import { countOf, type SmokeReport, worstOutcome } from "../report.ts";
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
    row(["App", "Client", "Project", "Outcome", ...CHECK_OUTCOMES]),
    row(["---", "---", "---", "---", ...CHECK_OUTCOMES.map(() => "---:")]),
    ...reports.map((report) =>
      row([
        escapeMarkdown(report.app.name),
        escapeMarkdown(report.app.clientId),
        escapeMarkdown(report.project.projectId),
        report.outcome,
        ...CHECK_OUTCOMES.map((outcome) => String(countOf(report, outcome))),
      ]),
    ),
    ...(reports.length > 1 ? [totalRow(reports)] : []),
    "",
    ...reports.flatMap(details),
  ].join("\n");
}

function totalRow(reports: readonly SmokeReport[]): string {
  const { checks } = totalsOf(reports);
  const counts = CHECK_OUTCOMES.map((outcome) => bold(String(checks[outcome])));
  return row([bold(`${reports.length} apps`), "", "", bold(worstOutcome(reports)), ...counts]);
}

function details({ app, checks, stopped, cleanup }: SmokeReport): string[] {
  const open = checks.filter(({ outcome }) => outcome === "failed" || outcome === "inconclusive");
  const notes = [
    ...open.flatMap(({ id, outcome, reason = "", advice = "" }) => [
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

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function bold(text: string): string {
  return `**${text}**`;
}

/** What Markdown and HTML take for markup, links and mentions stays text. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|#~&@$]/g, "\\$&")
    .replace(/:\/\//g, ":\\/\\/")
    .replace(/\bwww\./gi, "www\\.");
}
