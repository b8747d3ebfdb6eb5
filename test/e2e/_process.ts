import { resolve } from "node:path";
import { execa } from "execa";

export const REPOSITORY = resolve(import.meta.dirname, "../..");

/** What a command printed, and how it ended. */
export interface CommandResult {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, by default in the repository. @throws Error if it cannot be started. */
export async function run(
  command: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<CommandResult> {
  const result = await execa(command, args, {
    cwd: REPOSITORY,
    ...options,
    stdin: "ignore",
    stripFinalNewline: false,
    reject: false,
  });
  const { exitCode: code = null, signal, stdout, stderr } = result;
  if (code === null && signal === undefined) throw result;
  return { code, stdout, stderr };
}
