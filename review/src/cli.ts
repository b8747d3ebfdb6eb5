import "./cli/supported-node.ts";
import { isStytchError } from "pulumi-stytch-connected-apps/reading";
import { ArgumentError } from "./cli/argument-error.ts";
import { type Arguments, readArguments } from "./cli/arguments.ts";
import { EXIT } from "./cli/exit-codes.ts";
import { complain, print } from "./cli/print.ts";
import { ReportPlaceError } from "./cli/report-places.ts";
import { ReviewInputError } from "./errors.ts";
import { HostError } from "./host/host-error.ts";

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.command === "help") return print(args.text);
  if (args.command === "version") return print((await import("./cli/version.ts")).readVersion());
  process.exitCode = await run(args);
}

/** Loaded late: neither help nor a wrong argument waits for the policies and for HTTP. */
async function run(args: Exclude<Arguments, { command: "help" | "version" }>): Promise<number> {
  switch (args.command) {
    case "changes":
      return (await import("./cli/changes.ts")).runChanges(args);
    case "comment":
      return (await import("./cli/at-host.ts")).runComment(args);
    case "issue":
      return (await import("./cli/at-host.ts")).runIssue(args);
    case "project":
      return (await import("./cli/project.ts")).runProject(args);
    case "impact":
      return (await import("./cli/impact.ts")).runImpact(args);
  }
}

function fail(error: unknown): void {
  if (error instanceof ArgumentError) {
    process.exitCode = EXIT.wrongArguments;
    complain(error.message);
    return;
  }
  if (isStytchError(error)) {
    const isOfSettings = error.code === "ERR_STYTCH_SETTINGS";
    process.exitCode = isOfSettings ? EXIT.wrongArguments : EXIT.notDone;
    complain(`[${error.code}] ${error.message}`);
    return;
  }
  process.exitCode = EXIT.notDone;
  // Of anything else only the kind: a message could quote what was read.
  const isExpected =
    error instanceof ReviewInputError ||
    error instanceof ReportPlaceError ||
    error instanceof HostError;
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
