import { spawn } from "node:child_process";
import { once } from "node:events";
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
 * Shows a command under its everyday name, and its output as it is.
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
  const child = spawn(command, [...before, ...args], {
    cwd,
    env,
    stdio: ["inherit", "pipe", "pipe"],
  });
  let output = "";
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      to.write(chunk);
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  if ((code === 0) !== (expect === "success")) {
    const problem = expect === "success" ? `ended with code ${code}` : "succeeded, but must not";
    throw new Error(`${name} ${args[0]} ${problem}`);
  }
  return output;
}
