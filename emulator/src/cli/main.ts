import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import type { Emulator, EmulatorOptions } from "../emulator.ts";
import { LIVE_CREDENTIALS } from "../projects.ts";
import { banner, jsonLine } from "./banner.ts";
import { habitsJson, habitsText, readHabitsFile } from "./habits.ts";
import { type CliRequest, readCommandLine, type ServeOptions } from "./options.ts";
import { readSeedFile, seedText } from "./seed.ts";
import { UsageError } from "./usage-error.ts";

/** The parts of its process that the command uses. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Calls the listener at the first such signal, which then does not end the process. */
  once(signal: "SIGINT" | "SIGTERM" | "SIGHUP", listener: () => void): unknown;
}

type Request<Name> = Extract<CliRequest, { command: Name }>;

/** Surroundings, and how the command writes lines to them. */
interface Terminal extends Surroundings {
  print(text: string): void;
  complain(text: string): void;
}

/**
 * Runs `stytch-emulator`.
 *
 * @param args the arguments after the name of the command.
 * @returns the exit code, once the command has come to its end. Errors are reported, not thrown.
 */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { env, stdout, stderr } = surroundings;
  const terminal: Terminal = {
    ...{ env, stdout, stderr },
    once: (signal, listener) => surroundings.once(signal, listener),
    print: (text) => void stdout.write(`${text}\n`),
    complain: (text) => void stderr.write(`stytch-emulator: ${text}\n`),
  };
  try {
    const write = (text: string) => void stdout.write(text);
    return await execute(readCommandLine(args, readVersion(), write), terminal);
  } catch (error) {
    terminal.complain(describe(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

async function execute(request: CliRequest | undefined, terminal: Terminal): Promise<number> {
  if (request?.command === "serve") await serve(request.options, terminal);
  if (request?.command === "run") return run(request, terminal);
  if (request?.command === "habits") {
    terminal.print(request.options.json ? habitsJson() : habitsText());
  }
  if (request?.command === "seed") terminal.print(await seedText(request.options));
  if (request?.command === "probe") return probe(request.options, terminal);
  return 0;
}

/** Serves until a signal. */
async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const emulator = await start(options, terminal);
  const ended = new Promise<void>((resolve) => {
    terminal.once("SIGINT", resolve);
    terminal.once("SIGTERM", resolve);
  });
  terminal.print(options.json ? jsonLine(emulator.projects) : banner(emulator.projects));
  await ended;
  await emulator.close();
}

async function run({ line, isB2b, options }: Request<"run">, terminal: Terminal): Promise<number> {
  const emulator = await start(options, terminal);
  const { consumer, b2b } = emulator.projects;
  const { runCommand } = await import("./run-command.ts");
  const code = await runCommand(line, isB2b ? b2b : consumer, terminal.complain);
  await emulator.close();
  return code;
}

async function start(options: ServeOptions, { complain }: Terminal): Promise<Emulator> {
  // Loaded late, so that help and errors about options need not wait for it.
  const { createEmulator } = await import("../emulator.ts");
  const emulator = await createEmulator(emulatorOptions(options));
  if (!isLoopback(options.host)) {
    complain(`warning: --host ${options.host} lets other machines in; the credentials are public`);
  }
  return emulator;
}

async function probe(
  { resume, ...options }: Request<"probe">["options"],
  { env, once, print, complain }: Terminal,
): Promise<number> {
  const known = resume === undefined ? {} : readHabitsFile(resume, "--resume");
  const { probeCommand } = await import("../probe/command.ts");
  const interrupted = new AbortController();
  // The second signal ends the process at once.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    once(signal, () => interrupted.abort());
  }
  const { signal } = interrupted;
  return probeCommand(options, known, { environment: env, signal, print, complain });
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
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  const { version }: { version: string } = JSON.parse(text);
  return version;
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
