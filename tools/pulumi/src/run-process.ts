import type { Environment } from "./executables.ts";

export interface ProcessOptions {
  readonly cwd?: string;
  /** The whole environment of the process. */
  readonly env: Environment;
  /** The process and its children are killed after this many milliseconds. */
  readonly timeoutMs: number;
  /** Sees each line of standard error at once; those that it says true to are no part of a failure. */
  readonly isProgress?: (line: string) => boolean;
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
export const runProcess: RunProcess = async (
  command,
  args,
  { timeoutMs, isProgress = () => false, ...options },
) => {
  const stderrWithoutProgress = function* (line: unknown) {
    if (!isProgress(String(line))) yield line;
  };
  // Loaded late: it takes as long as Node.js to start, and an engine on hand needs no process.
  const { execa } = await import("execa");
  const { stdout, stderr, failed, timedOut, exitCode, signal, originalMessage } = await execa(
    command,
    args,
    {
      ...options,
      extendEnv: false,
      stdin: "ignore",
      stderr: stderrWithoutProgress,
      stripFinalNewline: false,
      timeout: timeoutMs,
      // A time limit also ends the compilers and downloads below the process, at once.
      killDescendants: true,
      killSignal: "SIGKILL",
      reject: false,
    },
  );
  if (!failed) return { stdout, failure: undefined };
  if (timedOut) return { stdout, failure: `did not end within ${timeoutMs / 1000} s` };
  if (signal) return { stdout, failure: withOutput(`was ended by ${signal}`, stderr) };
  if (exitCode === undefined) {
    return { stdout, failure: `could not be started (${originalMessage})` };
  }
  return { stdout, failure: withOutput(`ended with code ${exitCode}`, stderr) };
};

function withOutput(what: string, output: string): string {
  const lines = output.trim().split("\n").slice(-6);
  return lines.join("") === "" ? what : `${what}: ${lines.join("\n     ").trim()}`;
}
