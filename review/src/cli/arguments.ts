import { CommanderError } from "@commander-js/extra-typings";
import { nearestName } from "pulumi-stytch-connected-apps/lifecycle";
import { ArgumentError } from "./argument-error.ts";
import type { CommentArguments, IssueArguments } from "./at-host.ts";
import { createProgram } from "./program.ts";
import type { SourceArguments } from "./read-report.ts";

export type ChangesArguments = ReturnType<ReturnType<typeof createProgram>["changes"]["opts"]> & {
  readonly preview: string | undefined;
};

export type ProjectArguments = ReturnType<ReturnType<typeof createProgram>["project"]["opts"]>;

export type ImpactArguments = ReturnType<ReturnType<typeof createProgram>["impact"]["opts"]> & {
  readonly clientIds: readonly string[];
};

export type Arguments =
  | { readonly command: "help"; readonly text: string }
  | { readonly command: "version" }
  | ({ readonly command: "changes" } & ChangesArguments)
  | ({ readonly command: "comment" } & CommentArguments)
  | ({ readonly command: "issue" } & IssueArguments)
  | ({ readonly command: "project" } & ProjectArguments)
  | ({ readonly command: "impact" } & ImpactArguments);

const SEE_HELP = "see stytch-review --help";

/** @throws ArgumentError for the first wrong argument. */
export function readArguments(args: readonly string[]): Arguments {
  const { program, changes, comment, issue, project, impact } = createProgram();
  let help = "";
  for (const command of [program, changes, comment, issue, project, impact]) {
    command
      .exitOverride()
      .configureOutput({ writeErr: () => {}, writeOut: (part) => (help += part) });
  }
  let found: Arguments | undefined;
  changes.action((preview, options) => {
    found = { command: "changes", preview, ...options };
  });
  comment.action((preview, options) => {
    found = { command: "comment", preview, ...options };
  });
  issue.action((report, options) => {
    found = { command: "issue", report, ...options };
  });
  project.action((options) => {
    found = { command: "project", ...options };
  });
  impact.action((clientIds, options) => {
    found = { command: "impact", clientIds, ...options };
  });
  program.allowExcessArguments().action((options) => {
    const [unknown] = program.args;
    if (unknown !== undefined) throw new ArgumentError(unknownCommand(unknown, program.commands));
    if (options.version) found = { command: "version" };
  });
  try {
    program.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") return { command: "help", text: help };
    throw new ArgumentError(problemOf(error));
  }
  if (found === undefined) throw new ArgumentError(`no command is given; ${SEE_HELP}`);
  if (found.command === "changes" || found.command === "comment") refuseContradictions(found);
  if (found.command === "project") refuseSameInput(found);
  return found;
}

function unknownCommand(
  unknown: string,
  commands: readonly { readonly name: () => string }[],
): string {
  const names = commands.map((command) => command.name());
  const nearest = nearestName(unknown, names);
  const advice = nearest === undefined ? `give ${names.join(", ")}` : `did you mean ${nearest}?`;
  return `${unknown}: no such command; ${advice}`;
}

function problemOf({ message, code }: CommanderError): string {
  const said = message
    .replace(/^error: /, "")
    .replaceAll("\n", " ")
    .replace(/\.$/, "");
  // The message about a wrong value holds its remedy.
  return code === "commander.invalidArgument" ? said : `${said}; ${SEE_HELP}`;
}

function refuseSameInput({ state = [], since, policyConfig }: ProjectArguments): void {
  if ([...state, since, policyConfig].filter((path) => path === "-").length <= 1) return;
  throw new ArgumentError("-: standard input can be read only once; give the other one as a file");
}

function refuseContradictions(args: SourceArguments): void {
  const { preview, before, after, stack, cwd, policyConfig } = args;
  if ([preview, before, after, policyConfig].filter((path) => path === "-").length > 1) {
    throw new ArgumentError(
      "-: standard input can be read only once; give the other one as a file",
    );
  }
  if ((before === undefined) !== (after === undefined)) {
    const [given, missing] =
      before === undefined ? ["--after", "--before"] : ["--before", "--after"];
    throw new ArgumentError(`${given}: two states are compared; give ${missing} too`);
  }
  const isRun = stack !== undefined || cwd !== undefined;
  if (preview !== undefined && before !== undefined) {
    throw new ArgumentError("give a preview, or --before and --after, not both");
  }
  if (isRun && (preview !== undefined || before !== undefined)) {
    throw new ArgumentError("--stack and --cwd say what to preview; leave them out with a file");
  }
}
