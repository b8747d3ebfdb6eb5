import { commentsOf, issuesOf, keepOne, marked, type Outcome } from "../host/index.ts";
import { renderMarkdown } from "../report/index.ts";
import { type DestinationOptions, destinationOf } from "./destination.ts";
import { EXIT } from "./exit-codes.ts";
import { print } from "./print.ts";
import { readReport, type SourceArguments } from "./read-report.ts";
import { readSource } from "./sources.ts";

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
export async function runComment(args: CommentArguments): Promise<number> {
  const { key = DEFAULT_KEY } = args;
  // Before a preview, which takes long.
  const destination = destinationOf(args, process.env, true);
  const report = await readReport(args);
  const text = renderMarkdown(report, { always: args.always === true, isColoured: false });
  const body = text === "" ? undefined : marked(text, key);
  say("comment", await keepOne(commentsOf(destination, key), body));
  return report.problems.length === 0 ? EXIT.fine : EXIT.notDone;
}

/**
 * Keeps the one issue with a report.
 *
 * @returns the exit code.
 * @throws ArgumentError, ReviewInputError, HostError
 */
export async function runIssue(args: IssueArguments): Promise<number> {
  const { key = DEFAULT_KEY, title } = args;
  const destination = destinationOf(args, process.env, false);
  const { text } = await readSource(args.report, "report", process.stdin);
  const body = text.trim() === "" ? undefined : marked(text, key);
  say("issue", await keepOne(issuesOf(destination, key, title), body));
  return EXIT.fine;
}

const DONE: Readonly<Record<Outcome, string>> = {
  created: "written",
  updated: "updated",
  unchanged: "stays as it is",
  removed: "taken away",
  none: "not needed",
};

function say(what: "comment" | "issue", outcome: Outcome): void {
  print(`${what} ${DONE[outcome]}`);
}
