import { appendFileSync } from "node:fs";
import { type FormatOptions, renderMarkdown } from "../report/index.ts";
import type { Report } from "../report.ts";
import type { Terminal } from "./surroundings.ts";

/**
 * Adds a report to the summary of a job of GitHub Actions, as Markdown.
 *
 * Its place is the value of `GITHUB_STEP_SUMMARY`; elsewhere that is not set, and nothing is written.
 *
 * @returns whether nothing went wrong.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
 */
export function writeStepSummary(
  report: Report,
  options: FormatOptions,
  { env, complain }: Terminal,
): boolean {
  const path = env.GITHUB_STEP_SUMMARY;
  const text = renderMarkdown(report, options);
  if (!path || text === "") return true;
  try {
    // What a step wrote before may lack the end of its line.
    appendFileSync(path, `\n${text}`);
    return true;
  } catch {
    complain(
      "GITHUB_STEP_SUMMARY: the file that it names cannot be written; unset it, or correct it.",
    );
    return false;
  }
}
