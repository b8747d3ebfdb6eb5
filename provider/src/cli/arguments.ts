import { parseArgs } from "node:util";
import { CLIENT_TYPES, type ClientType } from "../stytch/api.ts";
import { HELP_HINT } from "./help.ts";

const OPTIONS = {
  "client-id": { type: "string", multiple: true },
  type: { type: "string", multiple: true },
  out: { type: "string" },
  force: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean" },
  version: { type: "boolean" },
} as const;

/** The options of each command, beside `--help` and `--version`. */
const COMMANDS = {
  export: ["client-id", "type", "out", "force"],
  orphans: ["json"],
} as const;

/** A command line that cannot be carried out; `message` names argument, problem and remedy. */
export class ArgumentError extends Error {
  override name = "ArgumentError";
}

export interface ExportArguments {
  readonly command: "export";
  /** Empty for all clients. */
  readonly clientIds: string[];
  /** Empty for all types. */
  readonly types: ClientType[];
  readonly out?: string | undefined;
  readonly force: boolean;
}

export interface OrphansArguments {
  readonly command: "orphans";
  /** Files with the states of stacks; `-` is the standard input. At least one. */
  readonly files: string[];
  readonly json: boolean;
}

export type CliArguments =
  | ExportArguments
  | OrphansArguments
  | { readonly command: "help" }
  | { readonly command: "version" };

/** @throws ArgumentError for the first wrong argument; values of secrets are not repeated. */
export function readArguments(args: readonly string[]): CliArguments {
  refuseSecrets(args);
  const { values, positionals } = parse(args);
  if (values.help) return { command: "help" };
  if (values.version) return { command: "version" };
  const [command, ...others] = positionals;
  if (command === undefined) throw new ArgumentError(`the command is missing; ${HELP_HINT}`);
  if (command !== "export" && command !== "orphans") {
    throw new ArgumentError(`${command}: no such command; ${HELP_HINT}`);
  }
  refuseOptionsOfOthers(command, values);
  return command === "export" ? exportArguments(values, others) : orphansArguments(values, others);
}

type Values = ReturnType<typeof parse>["values"];

function exportArguments(values: Values, [other]: readonly string[]): ExportArguments {
  if (other !== undefined) throw new ArgumentError(`${other}: no such argument; ${HELP_HINT}`);
  const { force = false, out } = values;
  if (force && out === undefined) throw new ArgumentError("--force: is for --out FILE; give both");
  return {
    command: "export",
    clientIds: notEmpty("client-id", "the id of a client", values["client-id"]),
    types: (values.type ?? []).map(clientType),
    out: notEmpty("out", "a file name", out === undefined ? [] : [out])[0],
    force,
  };
}

function orphansArguments({ json = false }: Values, files: readonly string[]): OrphansArguments {
  if (files.length === 0) {
    throw new ArgumentError(
      "orphans: the states of the stacks are missing; give the files that pulumi stack export --file wrote, or - for the standard input",
    );
  }
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) throw new ArgumentError(`${twice}: is there twice; give it once`);
  return { command: "orphans", files: [...files], json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [problem] = error instanceof Error ? error.message.split(". ") : ["unknown"];
    throw new ArgumentError(`${problem}; ${HELP_HINT}`);
  }
}

function refuseOptionsOfOthers(command: keyof typeof COMMANDS, values: Values): void {
  const own: readonly string[] = COMMANDS[command];
  const foreign = Object.keys(values).find((name) => !own.includes(name));
  if (foreign === undefined) return;
  throw new ArgumentError(`--${foreign}: ${command} has no such option; ${HELP_HINT}`);
}

/** Arguments show up in process lists and shell histories. */
function refuseSecrets(args: readonly string[]): void {
  const names = args.map((arg) => /^--?([^=]+)/.exec(arg)?.[1] ?? "");
  const secret = names.find((name) => /secret|passw|token/i.test(name));
  if (secret === undefined) return;
  throw new ArgumentError(
    `--${secret}: secrets are not taken from the command line; set the variable STYTCH_SECRET`,
  );
}

function notEmpty(flag: string, wanted: string, texts: readonly string[] = []): string[] {
  if (texts.includes(""))
    throw new ArgumentError(`--${flag}: the value is missing; give ${wanted}`);
  return [...texts];
}

function clientType(text: string): ClientType {
  const found = CLIENT_TYPES.find((type) => type === text);
  if (found !== undefined) return found;
  throw new ArgumentError(`--type: ${text} is unknown; give one of ${CLIENT_TYPES.join(", ")}`);
}
