import { SmokeTargetError } from "../errors.ts";
import { describe } from "../run-checks.ts";
import { visible } from "../visible.ts";
import { ArgumentError } from "./argument-error.ts";
import { readArguments } from "./arguments.ts";
import { helpText } from "./program.ts";
import type { Complain, Surroundings } from "./surroundings.ts";

const COULD_NOT_RUN = 2;

/**
 * Runs `stytch-smoke`.
 *
 * @param args the arguments after the name of the command.
 * @returns the exit code, as the help describes it. Errors are reported, not thrown.
 */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const complain: Complain = (text) => {
    surroundings.stderr.write(`stytch-smoke: ${visible(text)}\n`);
  };
  try {
    return (await execute(args, surroundings, complain)) ?? COULD_NOT_RUN;
  } catch (error) {
    const expected = error instanceof ArgumentError || error instanceof SmokeTargetError;
    complain(expected ? error.message : describe(error));
    return COULD_NOT_RUN;
  }
}

async function execute(
  given: readonly string[],
  surroundings: Surroundings,
  complain: Complain,
): Promise<number | undefined> {
  const args = readArguments(given);
  const print = (text: string) => {
    surroundings.stdout.write(`${text}\n`);
    return 0;
  };
  if (args.help) return print(helpText().trimEnd());
  // Late, so that neither help nor a wrong argument waits for HTTP and schemas to load.
  if (args.version) return print((await import("./version.ts")).readVersion());
  if (args.list) return print((await import("./list.ts")).listChecks());
  return (await import("./run.ts")).run(args, surroundings, complain);
}
