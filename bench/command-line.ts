import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "./failure.ts";

/**
 * Reads the arguments of a tool. If help is requested, prints it and ends the process.
 *
 * @throws {UsageError} for arguments that make no sense
 */
export function parseArguments(command: Command, args: readonly string[]): Command {
  return command
    .configureOutput({ outputError: () => {} })
    .exitOverride(({ exitCode, message }) => {
      if (exitCode === 0) return;
      throw new UsageError(message.replace(/^error: |\.$/g, "").replaceAll("\n", " "));
    })
    .parse(args, { from: "user" });
}

/** Reads a whole number, as the value of an option. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= min && number <= max) return number;
    const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}`);
  };
}

/** Reads numbers with commas between them, in rising order; a duplicate counts once. */
export function wholeNumbers(min: number, max: number): (text: string) => number[] {
  const read = wholeNumber(min, max);
  return (text) => [...new Set(text.split(",").map(read))].sort((a, b) => a - b);
}
