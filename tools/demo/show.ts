import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import type { Narration } from "./narration.ts";

export interface ShowOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The lines that matter, by their text without colours; each is shown once. Default: all, always. */
  readonly essential?: RegExp | undefined;
  /** Whether the command has to succeed or to fail. Default: succeed. */
  readonly expect?: "success" | "failure";
  /** Arguments that are not shown: the script that Node.js runs, and whether to use colours. */
  readonly hiddenArguments?: { readonly first?: string[]; readonly last?: string[] };
  /** For standard input, such as a secret, which has no place in arguments. Default: this process's own. */
  readonly input?: string | undefined;
}

/**
 * Shows a command under its everyday name, and its essential lines as they come, unchanged.
 *
 * @returns the whole output, without colours.
 * @throws if the command ends in another way than expected; all of its output is shown then.
 */
export async function show(
  narration: Narration,
  name: string,
  command: string,
  args: string[],
  { cwd, env, essential, expect = "success", hiddenArguments, input }: ShowOptions,
): Promise<string> {
  narration.say(narration.paint("green", `$ ${name} ${args.join(" ")}`));
  const { first = [], last = [] } = hiddenArguments ?? {};
  const child = execa(command, [...first, ...args, ...last], {
    cwd,
    env,
    extendEnv: false,
    ...(input === undefined ? { stdin: "inherit" } : { input }),
    all: true,
    reject: false,
  });
  const hidden: string[] = [];
  const lines: string[] = [];
  for await (const line of child.iterable({ from: "all" })) {
    const text = stripVTControlCharacters(line);
    const isShown = essential === undefined || (essential.test(text) && !lines.includes(text));
    lines.push(text);
    // Pulumi ends a colour on the next line, which may be left out.
    if (isShown) narration.say(text === line ? line : `${line}\u001b[0m`);
    else hidden.push(line);
  }
  const { failed, exitCode, signal } = await child;
  if (failed !== (expect === "failure")) {
    if (hidden.length > 0) narration.say("", "The lines that were left out:", ...hidden);
    const problem = failed
      ? `ended with ${signal ?? `code ${exitCode}`}`
      : "succeeded, but must not";
    throw new Error(`${name} ${args[0]} ${problem}`);
  }
  return lines.join("\n");
}
