#!/usr/bin/env node
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ArgumentError, type CliArguments, HELP, readArguments } from "./cli/arguments.ts";
import { selectApps } from "./cli/select.ts";
import { settingsFrom } from "./cli/settings.ts";
import { connect } from "./connection/connect.ts";
import { type ExportedProgram, exportProgram } from "./export/program.ts";
import { isCodedError } from "./lifecycle/errors.ts";
import { StytchSettingsError } from "./stytch/errors.ts";

const TOTAL_TIMEOUT_MS = 180_000;

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.help) return print(HELP);
  if (args.version) return print(`${readVersion()}\n`);

  const settings = settingsFrom(process.env);
  const api = await connect({ settings, totalTimeoutMs: TOTAL_TIMEOUT_MS }, complain);
  const apps = await selectApps(api, args);
  const program = exportProgram(settings.projectId, apps);
  write(program.text, args);
  complain(summary(settings.projectId, program));
}

function write(text: string, { out, force }: CliArguments): void {
  if (out === undefined) {
    print(text);
    return;
  }
  try {
    writeFileSync(out, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (exists) throw new ArgumentError(`--out: ${out} exists; give another name or --force`);
    throw new WriteError(`--out: ${out} cannot be written; give another name`, { cause: error });
  }
}

class WriteError extends Error {}

function summary(projectId: string, { declared, refused, leftOut }: ExportedProgram): string {
  return [
    `${clients(declared)} of ${projectId} exported`,
    ...(refused > 0 ? [`${clients(refused)} of them refused by pulumi up, see the comments`] : []),
    ...(leftOut > 0 ? [`${clients(leftOut)} of an unknown type left out`] : []),
  ].join("; ");
}

function clients(count: number): string {
  return count === 1 ? "1 client" : `${count} clients`;
}

function readVersion(): string {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function print(text: string): void {
  process.stdout.write(text);
}

function complain(text: string): void {
  process.stderr.write(`stytch-connected-apps: ${text}\n`);
}

function fail(error: unknown): void {
  complain(describe(error));
  const isWrongCall = error instanceof ArgumentError || error instanceof StytchSettingsError;
  process.exitCode = isWrongCall ? 2 : 1;
}

/** One line for what a user can mend; the stack for a fault of this program. */
function describe(error: unknown): string {
  if (isCodedError(error)) return `[${error.code}] ${error.message}`;
  if (error instanceof ArgumentError || error instanceof WriteError) return error.message;
  return error instanceof Error ? String(error.stack) : String(error);
}

main().catch(fail);
