import { expect } from "vitest";
import { run } from "../../e2e/_process.ts";

/** Runs a command that has to succeed. */
export async function succeed(
  command: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  expect(code, `${command} ${args.join(" ")}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

/** Whether a command is there and succeeds: an optional tool of the machine. */
export async function isThere(command: string, args: string[]): Promise<boolean> {
  return run(command, args).then(
    ({ code }) => code === 0,
    () => false,
  );
}
