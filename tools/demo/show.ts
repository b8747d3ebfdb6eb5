import { execa } from "execa";
import { say } from "./narration.ts";

export interface ShowOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether the command has to succeed or to fail. Default: succeed. */
  readonly expect?: "success" | "failure";
  /** Arguments that are not shown, such as the script that Node.js runs. */
  readonly before?: string[];
}

/**
 * Shows a command under its everyday name, and its output unchanged.
 *
 * @returns the output.
 * @throws if the command ends in another way than expected.
 */
export async function show(
  name: string,
  command: string,
  args: string[],
  { cwd, env, expect = "success", before = [] }: ShowOptions,
): Promise<string> {
  say(`$ ${name} ${args.join(" ")}`);
  const { all, failed, exitCode, signal } = await execa(command, [...before, ...args], {
    cwd,
    env,
    extendEnv: false,
    stdin: "inherit",
    stdout: ["inherit", "pipe"],
    stderr: ["inherit", "pipe"],
    all: true,
    reject: false,
  });
  if (failed !== (expect === "failure")) {
    const problem = failed
      ? `ended with ${signal ?? `code ${exitCode}`}`
      : "succeeded, but must not";
    throw new Error(`${name} ${args[0]} ${problem}`);
  }
  return all;
}
