import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { type ParseError, parse as parseTolerantly } from "jsonc-parser";
import type { Environment } from "../environment.ts";
import { SmokeTargetError } from "../errors.ts";
import type { CliArguments } from "./arguments.ts";
import { decodeText } from "./decode-text.ts";
import { fileProblem } from "./file-problem.ts";
import type { Surroundings } from "./surroundings.ts";

const LARGEST_OUTPUT_BYTES = 256 * 1024 * 1024;

/**
 * What is known about a stack: its state from Pulumi, or its outputs or state from a file or standard
 * input.
 *
 * @param showSecrets Asks Pulumi for secrets in clear text; a file stays as it is.
 * @throws SmokeTargetError; the message quotes nothing of what was read, since it holds secrets.
 */
export async function readStack(
  args: Pick<CliArguments, "outputs" | "stack" | "cwd">,
  surroundings: Pick<Surroundings, "env" | "stdin">,
  showSecrets: boolean,
): Promise<unknown> {
  const { outputs } = args;
  if (outputs === "-") return parse(decodeText(await buffer(surroundings.stdin)), "standard input");
  if (outputs !== undefined) return parse(readFile(outputs), outputs);
  return parse(await runPulumi(args, surroundings.env, showSecrets), "pulumi stack export");
}

function readFile(path: string): string {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    throw new SmokeTargetError(
      `--outputs: ${path} cannot be read: ${fileProblem(error)}. ` +
        "Pass a file with what pulumi stack export or pulumi stack output --json prints.",
    );
  }
}

async function runPulumi(
  { stack, cwd }: Pick<CliArguments, "stack" | "cwd">,
  env: Environment,
  showSecrets: boolean,
): Promise<string> {
  const args = ["stack", "export", "--non-interactive"];
  if (showSecrets) args.push("--show-secrets");
  if (stack !== undefined) args.push("--stack", stack);
  if (cwd !== undefined) args.push("--cwd", cwd);
  try {
    const run = promisify(execFile)("pulumi", args, { env, maxBuffer: LARGEST_OUTPUT_BYTES });
    return (await run).stdout;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new SmokeTargetError(
        cwd === undefined
          ? "pulumi was not found on the PATH. Install the Pulumi CLI, or pass --outputs with a file, or --client-id."
          : `pulumi was not found on the PATH, or the folder ${cwd} does not exist. Install the Pulumi CLI, correct --cwd, or pass --outputs with a file.`,
      );
    }
    // Only standard error: standard output holds secrets.
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new SmokeTargetError(
      `pulumi stack export failed${said ? `: ${said.slice(0, 500)}` : ""}. ` +
        "Pass --stack or --cwd, --outputs with a file, or --client-id.",
    );
  }
}

function parse(json: string, source: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // No cause: a SyntaxError quotes the text.
    throw new SmokeTargetError(
      `${source} ${jsonProblem(json)}; pass what pulumi stack export or pulumi stack output --json prints.`,
    );
  }
}

/** By its place alone: the text holds secrets. */
function jsonProblem(text: string): string {
  if (text.trim() === "") return "is empty";
  const errors: ParseError[] = [];
  parseTolerantly(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first === undefined) return "is not JSON";
  const lines = text.slice(0, first.offset).split(/\r\n|\n|\r/);
  return `is not JSON: look at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
