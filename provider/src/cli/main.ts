import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { connect } from "../connection/connect.ts";
import { settingsFrom, VARIABLES } from "../connection/environment.ts";
import { StytchSettingsError } from "../stytch/errors.ts";
import { isStytchError } from "../stytch-error.ts";
import { ArgumentError, type CliArguments, readArguments } from "./arguments.ts";
import { runExport } from "./export.ts";
import { FileError } from "./file-error.ts";
import { runOrphans } from "./orphans.ts";
import { type Output, outputTo } from "./output.ts";

const TOTAL_TIMEOUT_MS = 180_000;
const ORPHANS_FOUND = 3;

/** What a command uses of its process. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Calls the listener at the end of the process. */
  once(event: "exit", listener: () => void): unknown;
}

/**
 * Runs `stytch-connected-apps`.
 *
 * @param args as they follow the name of the command.
 * @returns the exit code, as the help describes it. Errors are reported, not thrown.
 */
export async function main(args: string[], surroundings: Surroundings): Promise<number> {
  const output = outputTo(surroundings.stdout, surroundings.stderr);
  try {
    return await run(readArguments(args, readVersion()), surroundings, output);
  } catch (error) {
    for (const line of describe(error)) output.complain(line);
    const isWrongCall = error instanceof ArgumentError || error instanceof StytchSettingsError;
    return isWrongCall ? 2 : 1;
  }
}

async function run(args: CliArguments, process: Surroundings, output: Output): Promise<number> {
  if (args.command === "print") output.print(args.text);
  else {
    const settings = settingsFrom(process.env);
    const configuration = { settings, totalTimeoutMs: TOTAL_TIMEOUT_MS, names: VARIABLES };
    const api = await connect(configuration, output.complain, (action) =>
      process.once("exit", action),
    );
    if (args.command === "export") await runExport(api, args, output);
    else if (await runOrphans(api, settings.apiUrl, args, output)) return ORPHANS_FOUND;
  }
  return 0;
}

function readVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** One line for what a user can fix; the stack for a fault of this program. */
function describe(error: unknown): string[] {
  if (isStytchError(error)) return [`[${error.code}] ${error.message}`];
  if (error instanceof ArgumentError || error instanceof FileError) return [error.message];
  return (error instanceof Error ? String(error.stack) : String(error)).split("\n");
}
