import { type Command, CommanderError } from "commander";
import type { ImportProvider } from "../export/import-file.ts";
import type { ClientType } from "../stytch/api.ts";
import { createProgram, type ExportFormat, type ExportOptions } from "./program.ts";

/** A command line that cannot be carried out; `message` names argument, problem and remedy. */
export class ArgumentError extends Error {
  override name = "ArgumentError";
}

export interface ExportArguments {
  readonly command: "export";
  /** Empty for all clients. */
  readonly clientIds: readonly string[];
  /** Empty for all types. */
  readonly types: readonly ClientType[];
  readonly format: ExportFormat;
  /** For the format `import` only. */
  readonly provider?: ImportProvider | undefined;
  readonly out?: string | undefined;
  readonly force: boolean;
}

export interface OrphansArguments {
  readonly command: "orphans";
  /** Files with the states of stacks; `-` is the standard input. At least one. */
  readonly files: readonly string[];
  readonly json: boolean;
}

export type CliArguments =
  | ExportArguments
  | OrphansArguments
  /** Help or version, to be printed. */
  | { readonly command: "print"; readonly text: string };

const SEE_HELP = "see stytch-connected-apps --help";

/** @throws ArgumentError for the first wrong argument; the values of secrets do not appear in it. */
export function readArguments(args: readonly string[], version: string): CliArguments {
  refuseSecrets(args);
  let read: CliArguments | undefined;
  let printed = "";
  const program = createProgram(version, {
    onExport: (options) => {
      read = exportArguments(options);
    },
    onOrphans: (files, { json = false }) => {
      read = { command: "orphans", files: withoutDuplicates(files), json };
    },
    print: (text) => {
      printed += text;
    },
  });
  try {
    program.parse(commandFirst(args, program), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new ArgumentError(problemOf(error));
  }
  return read ?? { command: "print", text: printed };
}

/**
 * The command may follow its options. Unknown options lose what they are set to, so that no message
 * shows it.
 */
function commandFirst(args: readonly string[], program: Command): string[] {
  const options = program.commands.flatMap((command) => command.options);
  const words: string[] = [];
  let command: string[] = [];
  let isValue = false;
  for (const arg of args) {
    const [, name = arg, value] = /^(--[^=]+)=(.*)$/s.exec(arg) ?? [];
    const option = options.find(({ long }) => long === name);
    if (value !== undefined && option?.isBoolean()) {
      throw new ArgumentError(`${name} takes no value; ${SEE_HELP}`);
    }
    const isOption = arg.startsWith("-");
    if (command.length === 0 && !isOption && !isValue) command = [arg];
    else words.push(isOption && option === undefined ? name : arg);
    isValue = !isValue && value === undefined && option?.required === true;
  }
  return [...command, ...words];
}

const PROBLEMS: Readonly<Record<string, string>> = {
  "commander.help": `the command is missing; ${SEE_HELP}`,
  "commander.missingArgument":
    "orphans: the states of the stacks are missing; give the files that pulumi stack export --file wrote, or - for the standard input",
};

/** On one line, with a remedy. */
function problemOf({ code, message }: CommanderError): string {
  const said = message
    .replace(/^error: /, "")
    .replaceAll("\n", " ")
    .replace(/\.$/, "");
  // What is wrong with a value has its remedy with it.
  return PROBLEMS[code] ?? (code === "commander.invalidArgument" ? said : `${said}; ${SEE_HELP}`);
}

function exportArguments(options: ExportOptions): ExportArguments {
  const { clientId = [], type = [], format, provider, out, force = false } = options;
  if (force && out === undefined) throw new ArgumentError("--force: is for --out FILE; give both");
  if (provider !== undefined && format !== "import") {
    throw new ArgumentError("--provider: is for --format import; give both");
  }
  return { command: "export", clientIds: clientId, types: type, format, provider, out, force };
}

function withoutDuplicates(files: readonly string[]): readonly string[] {
  const duplicate = files.find((file, index) => files.indexOf(file) < index);
  if (duplicate === undefined) return files;
  throw new ArgumentError(`${duplicate}: is given more than once; give it once`);
}

/** What Stytch's secrets of projects begin with. */
const SECRET = /\bsecret-(?:test|live)-/i;

/** Arguments show up in process lists and shell histories. */
function refuseSecrets(args: readonly string[]): void {
  const names = args.map((arg) => /^--?([^=]+)/.exec(arg)?.[1] ?? "");
  const secret = names.find((name) => /secret|passw|token/i.test(name));
  if (args.some((arg) => SECRET.test(arg))) {
    throw new ArgumentError(
      "an argument is a secret of a project: secrets are not taken from the command line; set the variable STYTCH_SECRET",
    );
  }
  if (secret === undefined) return;
  throw new ArgumentError(
    `--${secret}: secrets are not taken from the command line; set the variable STYTCH_SECRET`,
  );
}
