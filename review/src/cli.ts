import "./cli/supported-node.ts";
import { ArgumentError } from "./cli/argument-error.ts";
import { readArguments } from "./cli/arguments.ts";
import { EXIT } from "./cli/exit-codes.ts";
import { complain, print } from "./cli/print.ts";
import { ReviewInputError } from "./errors.ts";
import { HostError } from "./host/host-error.ts";

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.command === "help") return print(args.text);
  if (args.command === "version") return print((await import("./cli/version.ts")).readVersion());
  if (args.command === "comment" || args.command === "issue") {
    const { runComment, runIssue } = await import("./cli/at-host.ts");
    process.exitCode = args.command === "comment" ? await runComment(args) : await runIssue(args);
    return;
  }
  // Late: neither help nor a wrong argument waits for the policies to load.
  const { runChanges } = await import("./cli/changes.ts");
  process.exitCode = await runChanges(args);
}

function fail(error: unknown): void {
  if (error instanceof ArgumentError) {
    process.exitCode = EXIT.wrongArguments;
    complain(error.message);
    return;
  }
  process.exitCode = EXIT.notDone;
  // Of anything else only the kind: a message could quote what was read.
  const isExpected = error instanceof ReviewInputError || error instanceof HostError;
  complain(
    isExpected ? error.message : `an error of its own (${nameOf(error)}); please report it.`,
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${placeOf(error)}` : typeof error;
}

function placeOf({ stack = "" }: Error): string {
  return /^\s+at .*$/m.exec(stack)?.[0]?.trim() ?? "";
}

// The reader may go away, as head does.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main().catch(fail);
