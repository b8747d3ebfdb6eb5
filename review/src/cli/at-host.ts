import { commentsOf, issuesOf, keepOne, marked, type Outcome } from "../host/index.ts";
import { renderMarkdown } from "../report/index.ts";
import { type DestinationOptions, destinationOf } from "./destination.ts";
import { EXIT } from "./exit-codes.ts";
import { readReport, type SourceArguments } from "./read-report.ts";
import { readSource } from "./sources.ts";
import type { Terminal } from "./surroundings.ts";

export interface CommentArguments extends SourceArguments, DestinationOptions {
  readonly key?: string | undefined;
  readonly always?: true | undefined;
}

export interface IssueArguments extends DestinationOptions {
  readonly report: string;
  readonly title: string;
  readonly key?: string | undefined;
}

const DEFAULT_KEY = "default";

/**
 * Keeps the one comment about a deployment.
 *
 * @returns the exit code: a preview that failed is in the comment, and no success.
 * @throws ArgumentError, ReviewInputError, HostError
 */
export async function runComment(args: CommentArguments, terminal: Terminal): Promise<number> {
  const { key = DEFAULT_KEY } = args;
  // Before a preview, which takes long.
  const destination = destinationOf(args, terminal.env, true);
  const report = await readReport(args, terminal);
  const text = renderMarkdown(report, { always: args.always === true, isColoured: false });
  const body = text === "" ? undefined : marked(text, key);
  const outcome = await keepOne(commentsOf(destination, key), body);
  terminal.print(`comment ${DONE[outcome]}`);
  return report.problems.length === 0 ? EXIT.fine : EXIT.notDone;
}

/**
 * Keeps the one issue with a report.
 *
 * @returns the exit code.
 * @throws ArgumentError, ReviewInputError, HostError
 */
export async function runIssue(args: IssueArguments, terminal: Terminal): Promise<number> {
  const { key = DEFAULT_KEY, title } = args;
  const destination = destinationOf(args, terminal.env, false);
  const { text } = await readSource(args.report, "report", terminal.stdin);
  const body = text.trim() === "" ? undefined : marked(text, key);
  const outcome = await keepOne(issuesOf(destination, key, title), body);
  terminal.print(`issue ${DONE[outcome]}`);
  return EXIT.fine;
}

const DONE: Readonly<Record<Outcome, string>> = {
  created: "written",
  updated: "updated",
  unchanged: "stays as it is",
  removed: "taken away",
  none: "not needed",
};
