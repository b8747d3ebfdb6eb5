import "./cli/supported-node.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { checkConfiguration } from "./check-configuration.ts";

const COMMAND = "stytch-connected-apps-policy";
const HELP_HINT = `see ${COMMAND} --help`;
const HELP = `Usage: ${COMMAND} check-config FILE

Checks a file for --policy-pack-config: reports names of rules that do not exist, which an engine ignores
or reports without the name, and wrong parameters.

  --help, --version

Exit code: 0 the file is valid; 1 it is not; 2 it cannot be read, or the arguments are wrong.`;

interface Result {
  readonly text: string;
  readonly code: 0 | 1 | 2;
}

function run(args: readonly string[]): Result {
  if (args.includes("--help")) return { text: HELP, code: 0 };
  if (args.includes("--version")) return { text: readVersion(), code: 0 };
  const [command, file, ...others] = args;
  if (command === undefined) return refused(`the command is missing; ${HELP_HINT}`);
  if (command !== "check-config") return refused(`${command}: no such command; ${HELP_HINT}`);
  if (file === undefined) return refused("check-config: the file is missing; pass its name");
  const [other] = others;
  if (other !== undefined) return refused(`${other}: one file at a time; remove the others`);
  return check(file);
}

function check(file: string): Result {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    return refused(`${file} cannot be read${reason}; correct the name, or the file's permissions`);
  }
  const errors = checkConfiguration(text);
  if (errors.length === 0) return { text: `${file}: no problems found.`, code: 0 };
  return { text: errors.map((error) => `${file}: ${error}`).join("\n"), code: 1 };
}

function refused(message: string): Result {
  return { text: `${COMMAND}: ${message}`, code: 2 };
}

function readVersion(): string {
  const manifest = z.object({ version: z.string() });
  const file = readFileSync(join(__dirname, "../../package.json"), "utf8");
  return manifest.parse(JSON.parse(file)).version;
}

const { text, code } = run(process.argv.slice(2));
(code === 0 ? console.log : console.error)(text);
process.exitCode = code;
