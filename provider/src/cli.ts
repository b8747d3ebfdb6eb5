import "./cli/supported-node.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ArgumentError, type CliArguments, readArguments } from "./cli/arguments.ts";
import { runExport } from "./cli/export.ts";
import { FileError } from "./cli/file-error.ts";
import { HELP } from "./cli/help.ts";
import { runOrphans } from "./cli/orphans.ts";
import { complain, print } from "./cli/output.ts";
import { settingsFrom, VARIABLES } from "./cli/settings.ts";
import { connect } from "./connection/connect.ts";
import { isCodedError } from "./lifecycle/errors.ts";
import { StytchSettingsError } from "./stytch/errors.ts";

const TOTAL_TIMEOUT_MS = 180_000;
const ORPHANS_FOUND = 3;

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.command === "help") print(HELP);
  else if (args.command === "version") print(`${readVersion()}\n`);
  else await run(args);
}

async function run(args: Exclude<CliArguments, { command: "help" | "version" }>): Promise<void> {
  const settings = settingsFrom(process.env);
  const configuration = { settings, totalTimeoutMs: TOTAL_TIMEOUT_MS, names: VARIABLES };
  const api = await connect(configuration, complain, (tell) => process.once("exit", tell));
  if (args.command === "export") return runExport(api, args);
  if (await runOrphans(api, settings.apiUrl, args)) process.exitCode = ORPHANS_FOUND;
}

function readVersion(): string {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function fail(error: unknown): void {
  for (const line of describe(error)) complain(line);
  const isWrongCall = error instanceof ArgumentError || error instanceof StytchSettingsError;
  process.exitCode = isWrongCall ? 2 : 1;
}

/** One line for what a user can mend; the stack for a fault of this program. */
function describe(error: unknown): string[] {
  if (isCodedError(error)) return [`[${error.code}] ${error.message}`];
  if (error instanceof ArgumentError || error instanceof FileError) return [error.message];
  return (error instanceof Error ? String(error.stack) : String(error)).split("\n");
}

main().catch(fail);
