import { isStytchError } from "pulumi-stytch-connected-apps/reading";
import { ReviewInputError } from "../errors.ts";
import { HostError } from "../host/host-error.ts";
import { ArgumentError } from "./argument-error.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { EXIT } from "./exit-codes.ts";
import { ReportPlaceError } from "./report-places.ts";
import { type Surroundings, type Terminal, terminalOf } from "./surroundings.ts";

/**
 * Runs `stytch-review`.
 *
 * @param given the arguments after the name of the command.
 * @returns the exit code, as the help of its commands describes it. Errors are reported, not thrown.
 */
export async function main(given: readonly string[], surroundings: Surroundings): Promise<number> {
  const terminal = terminalOf(surroundings);
  try {
    return await run(readArguments(given), terminal);
  } catch (error) {
    terminal.complain(describe(error));
    return isOfTheCaller(error) ? EXIT.wrongArguments : EXIT.notDone;
  }
}

/** Loads late: neither help nor a wrong argument waits for the policies and for HTTP. */
async function run(args: Arguments, terminal: Terminal): Promise<number> {
  switch (args.command) {
    case "help":
      terminal.print(args.text);
      return EXIT.fine;
    case "version":
      terminal.print((await import("./version.ts")).readVersion());
      return EXIT.fine;
    case "changes":
      return (await import("./changes.ts")).runChanges(args, terminal);
    case "comment":
      return (await import("./at-host.ts")).runComment(args, terminal);
    case "issue":
      return (await import("./at-host.ts")).runIssue(args, terminal);
    case "project":
      return (await import("./project.ts")).runProject(args, terminal);
    case "impact":
      return (await import("./impact.ts")).runImpact(args, terminal);
  }
}

function isOfTheCaller(error: unknown): boolean {
  if (error instanceof ArgumentError) return true;
  return isStytchError(error) && error.code === "ERR_STYTCH_SETTINGS";
}

function describe(error: unknown): string {
  if (isStytchError(error)) return `[${error.code}] ${error.message}`;
  const isExpected =
    error instanceof ArgumentError ||
    error instanceof ReviewInputError ||
    error instanceof ReportPlaceError ||
    error instanceof HostError;
  // Of anything else only the kind: a message could quote what was read.
  return isExpected ? error.message : `an error of its own (${nameOf(error)}); please report it.`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${placeOf(error)}` : typeof error;
}

function placeOf({ stack = "" }: Error): string {
  return /^\s+at .*$/m.exec(stack)?.[0]?.trim() ?? "";
}
