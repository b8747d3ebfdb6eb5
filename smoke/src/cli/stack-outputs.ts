import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { SmokeTargetError } from "../errors.ts";
import type { CliArguments } from "./arguments.ts";
import { decodeText } from "./decode-text.ts";

const LARGEST_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * The outputs of a stack, from a file, from standard input or from Pulumi.
 *
 * @throws SmokeTargetError; what was read is never repeated, since it holds secrets.
 */
export async function readOutputs(
  args: Pick<CliArguments, "outputs" | "stack" | "cwd">,
  stdin: AsyncIterable<Uint8Array>,
): Promise<unknown> {
  const { outputs } = args;
  if (outputs === "-") return parse(decodeText(await buffer(stdin)), "standard input");
  if (outputs !== undefined) return parse(readFile(outputs), outputs);
  return parse(await runPulumi(args), "pulumi stack output");
}

function readFile(path: string): string {
  try {
    return decodeText(readFileSync(path));
  } catch {
    throw new SmokeTargetError(`--outputs: ${path} cannot be read.`);
  }
}

async function runPulumi({ stack, cwd }: Pick<CliArguments, "stack" | "cwd">): Promise<string> {
  const args = ["stack", "output", "--json", "--show-secrets", "--non-interactive"];
  if (stack !== undefined) args.push("--stack", stack);
  if (cwd !== undefined) args.push("--cwd", cwd);
  try {
    const run = promisify(execFile)("pulumi", args, { maxBuffer: LARGEST_OUTPUT_BYTES });
    return (await run).stdout;
  } catch (error) {
    // Only standard error: standard output holds secrets.
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new SmokeTargetError(
      `pulumi stack output failed${said ? `: ${said.slice(0, 500)}` : ""}. ` +
        "Give --stack or --cwd, --outputs with a file, or --client-id.",
    );
  }
}

function parse(json: string, source: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // No cause: a SyntaxError quotes the text.
    throw new SmokeTargetError(
      `${source}: is not JSON; give what pulumi stack output --json prints.`,
    );
  }
}
