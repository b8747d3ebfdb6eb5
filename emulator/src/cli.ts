import "./cli/supported-node.ts";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import { ArgumentError, type CliArguments, HELP, readArguments } from "./cli/arguments.ts";
import { banner, jsonLine } from "./cli/banner.ts";
import { createEmulator, type EmulatorOptions } from "./emulator.ts";
import { ListenError } from "./server.ts";
import { StateFileError } from "./state/state-file.ts";

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.help) return print(HELP.trimEnd());
  if (args.version) return print(readVersion());

  const emulator = await createEmulator(emulatorOptions(args));
  if (!isLoopback(args.host)) {
    complain(`warning: --host ${args.host} lets other machines in; the credentials are public`);
  }
  const close = () => {
    emulator.close().catch(fail);
  };
  process.once("SIGINT", close);
  process.once("SIGTERM", close);
  print(args.json ? jsonLine(emulator.projects) : banner(emulator.projects));
}

function emulatorOptions(args: CliArguments): EmulatorOptions {
  const { port, host, allowedHosts, stateFile, latencyMs, rateLimit } = args;
  return {
    port,
    host,
    allowedHosts,
    ...(stateFile !== undefined && { stateFile }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(rateLimit !== undefined && { rateLimit }),
  };
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "::1" || host === "localhost";
}

function readVersion(): string {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`stytch-emulator: ${text}\n`);
}

function fail(error: unknown): void {
  complain(describe(error));
  process.exitCode = error instanceof ArgumentError ? 2 : 1;
}

/** One line for what a user can fix; the stack for a fault of the emulator. */
function describe(error: unknown): string {
  const expected = [ArgumentError, ListenError, StateFileError];
  if (!(error instanceof Error)) return String(error);
  return expected.some((type) => error instanceof type) ? error.message : String(error.stack);
}

main().catch(fail);
