import "./cli/supported-node.ts";
import { ArgumentError } from "./cli/argument-error.ts";
import { readArguments } from "./cli/arguments.ts";
import { complain, print } from "./cli/print.ts";
import { helpText } from "./cli/program.ts";
import { SmokeTargetError } from "./errors.ts";
import { describe } from "./run-checks.ts";

const COULD_NOT_RUN = 2;

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.help) return print(helpText().trimEnd());
  // Late, so that neither help nor a wrong argument waits for HTTP and schemas to load.
  if (args.version) return print((await import("./cli/version.ts")).readVersion());
  if (args.list) return print((await import("./cli/list.ts")).listChecks());
  const { run } = await import("./cli/run.ts");
  process.exitCode = (await run(args)) ?? COULD_NOT_RUN;
}

function fail(error: unknown): void {
  const expected = error instanceof ArgumentError || error instanceof SmokeTargetError;
  complain(expected ? error.message : describe(error));
  process.exitCode = COULD_NOT_RUN;
}

// The reader may go away, as head does; the run must still clean up.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main().catch(fail);
