import { type Command, InvalidArgumentError, type OptionValues } from "@commander-js/extra-typings";
import { isKey } from "../host/marker.ts";
import { oneOf, text } from "./options.ts";

const AFTER_OPTIONS = `
At GitHub the token is GITHUB_TOKEN, at GitLab GITLAB_TOKEN; both come from the environment only.
Exit code: 0 fine, 1 it cannot be read or the host refuses, 2 wrong arguments.`;

/** Options of every command that writes at a host. */
function toHost<Args extends unknown[], Options extends OptionValues, Global extends OptionValues>(
  command: Command<Args, Options, Global>,
) {
  return command
    .allowExcessArguments(false)
    .option(
      "--host <host>",
      "github or gitlab (default: whose job this is)",
      oneOf(["github", "gitlab"]),
    )
    .option(
      "--repository <name>",
      "owner/name at GitHub, path or id of the project at GitLab (default: of the job)",
      text,
    )
    .option(
      "--key <key>",
      "tells several texts at one place apart, such as those of several stacks (default: default)",
      key,
    )
    .addHelpText("after", AFTER_OPTIONS);
}

export function createComment<Global extends OptionValues>(
  command: Command<[], Record<never, never>, Global>,
) {
  return toHost(command)
    .description(
      "Keeps one comment about a deployment on a pull or merge request: writes it, updates it, and takes it away when nothing matters any more.",
    )
    .option("--number <number>", "of the pull or merge request (default: of the job)", wholeNumber)
    .option("--always", "tell changes too that matter to no one");
}

export function createIssue<Global extends OptionValues>(
  command: Command<[], Record<never, never>, Global>,
) {
  return toHost(command)
    .description(
      "Keeps one open issue with a report in Markdown: opens it, updates it, and closes it when the report is empty.",
    )
    .argument("<report>", "a file with Markdown, - for standard input", text)
    .requiredOption("--title <title>", "title of the issue", title);
}

function key(value: string): string {
  if (isKey(value)) return value;
  throw new InvalidArgumentError("Give up to 100 letters, digits and . _ / @ -, without --.");
}

function title(value: string): string {
  const isShown = value.trim() !== "" && value.length <= 200;
  if (isShown) return text(value);
  throw new InvalidArgumentError("Give a text of at most 200 characters.");
}

function wholeNumber(value: string): number {
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give the number of a pull or merge request.");
}
