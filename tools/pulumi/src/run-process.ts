import { type ChildProcess, spawn } from "node:child_process";
import type { Environment } from "./executables.ts";

/** The last bytes of each stream that are kept: errors stand at the end. */
const KEPT_CHARACTERS = 64 * 1024;

const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface ProcessOptions {
  readonly cwd?: string;
  /** The whole environment of the process. */
  readonly env: Environment;
  /** The process and its children are killed after this many milliseconds. */
  readonly timeoutMs: number;
}

export interface ProcessResult {
  readonly stdout: string;
  /** `undefined` when the process ended with exit code 0, else what went wrong, on one line or more. */
  readonly failure: string | undefined;
}

export type RunProcess = (
  command: string,
  args: readonly string[],
  options: ProcessOptions,
) => Promise<ProcessResult>;

/** Runs a command to its end and never throws. Its children end with it, and with this process. */
export const runProcess: RunProcess = (command, args, options) =>
  new Promise((done) => {
    // A group of its own: a time limit then also ends the compilers and downloads below it.
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env,
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stopForwarding = endWithThisProcess(child);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup(child);
    }, options.timeoutMs);
    const stdout = keepEnd(child.stdout);
    const stderr = keepEnd(child.stderr);

    const finish = (failure: string | undefined) => {
      clearTimeout(timer);
      stopForwarding();
      done({ stdout: stdout(), failure });
    };
    child.once("error", (error) => finish(`could not be started (${error.message})`));
    child.once("close", (code, signal) => {
      if (code === 0) finish(undefined);
      else if (timedOut) finish(`did not end within ${options.timeoutMs / 1000} s`);
      else
        finish(withOutput(signal ? `was ended by ${signal}` : `ended with code ${code}`, stderr()));
    });
  });

function withOutput(what: string, output: string): string {
  const lines = output.trim().split("\n").slice(-6);
  return lines.join("") === "" ? what : `${what}: ${lines.join("\n     ").trim()}`;
}

function keepEnd(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text = (text + chunk).slice(-KEPT_CHARACTERS);
  });
  return () => text;
}

/** A process group of its own no longer hears Ctrl-C: passes it on, then ends as usual. */
function endWithThisProcess(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals) => {
    killGroup(child);
    stop();
    process.kill(process.pid, signal);
  };
  const stop = () => {
    for (const signal of ENDING_SIGNALS) process.removeListener(signal, forward);
  };
  for (const signal of ENDING_SIGNALS) process.once(signal, forward);
  return stop;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}
