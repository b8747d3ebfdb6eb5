import "./cli/supported-node.ts";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { banner, jsonLine } from "./cli/banner.ts";
import { habitsJson, habitsText, readHabitsFile } from "./cli/habits.ts";
import { type CliRequest, readCommandLine, type ServeOptions } from "./cli/options.ts";
import { readSeedFile, seedText } from "./cli/seed.ts";
import { UsageError } from "./cli/usage-error.ts";
import type { Emulator, EmulatorOptions } from "./emulator.ts";
import { LIVE_CREDENTIALS } from "./projects.ts";

type RunRequest = Extract<CliRequest, { command: "run" }>;
type ProbeRequest = Extract<CliRequest, { command: "probe" }>;

async function main(): Promise<void> {
  const request = readCommandLine(process.argv.slice(2), readVersion());
  if (request?.command === "serve") await serve(request.options);
  if (request?.command === "run") await run(request);
  if (request?.command === "habits") print(request.options.json ? habitsJson() : habitsText());
  if (request?.command === "seed") print(await seedText(request.options));
  if (request?.command === "probe") await probe(request.options);
}

async function serve(options: ServeOptions): Promise<void> {
  const emulator = await start(options);
  const close = () => {
    emulator.close().catch(fail);
  };
  process.once("SIGINT", close);
  process.once("SIGTERM", close);
  print(options.json ? jsonLine(emulator.projects) : banner(emulator.projects));
}

async function run({ line, isB2b, options }: RunRequest): Promise<void> {
  const emulator = await start(options);
  const { consumer, b2b } = emulator.projects;
  const { runCommand } = await import("./cli/run-command.ts");
  process.exitCode = await runCommand(line, isB2b ? b2b : consumer, complain);
  await emulator.close();
}

async function start(options: ServeOptions): Promise<Emulator> {
  // Loaded late, so that help and errors about options need not wait for it.
  const { createEmulator } = await import("./emulator.ts");
  const emulator = await createEmulator(emulatorOptions(options));
  if (!isLoopback(options.host)) {
    complain(`warning: --host ${options.host} lets other machines in; the credentials are public`);
  }
  return emulator;
}

async function probe({ resume, ...options }: ProbeRequest["options"]): Promise<void> {
  const known = resume === undefined ? {} : readHabitsFile(resume, "--resume");
  const { probeCommand } = await import("./probe/command.ts");
  const interrupted = new AbortController();
  // The second signal ends the process at once.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => interrupted.abort());
  }
  // The reader may go away, as head does; the clients must still be deleted.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.exitCode = await probeCommand(options, known, {
    environment: process.env,
    signal: interrupted.signal,
    print,
    complain,
  });
}

function emulatorOptions({
  allowHost,
  state,
  habits,
  seed,
  live,
  json: _,
  ...options
}: ServeOptions): EmulatorOptions {
  return {
    ...options,
    allowedHosts: allowHost,
    ...(state !== undefined && { stateFile: state }),
    ...(habits !== undefined && { habits: readHabitsFile(habits) }),
    ...(seed !== undefined && { seed: readSeedFile(seed) }),
    ...(live === true && { projects: LIVE_CREDENTIALS }),
  };
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "::1" || host === "localhost";
}

function readVersion(): string {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  const { version }: { version: string } = JSON.parse(text);
  return version;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`stytch-emulator: ${text}\n`);
}

function fail(error: unknown): void {
  complain(describe(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

/** The codes of ListenError, SeedError and StateFileError. */
const EXPECTED = new Set<unknown>([
  "ERR_EMULATOR_LISTEN",
  "ERR_EMULATOR_SEED",
  "ERR_EMULATOR_STATE_FILE",
]);

/** One line for what a user can correct; the stack for a bug in the emulator. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isExpected = error instanceof UsageError || ("code" in error && EXPECTED.has(error.code));
  return isExpected ? error.message : String(error.stack);
}

main().catch(fail);
