import { writeFileSync } from "node:fs";
import { FORMATTERS, type FormatOptions } from "../report/index.ts";
import type { Report } from "../report.ts";
import type { FormatChoice } from "./options.ts";
import type { Terminal } from "./surroundings.ts";

/**
 * Writes a report in each format to its place.
 *
 * @returns whether all could be written.
 */
export function writeReports(
  report: Report,
  choices: readonly FormatChoice[],
  options: FormatOptions,
  terminal: Terminal,
): boolean {
  const written = choices.map((choice) =>
    writeText(choice, FORMATTERS[choice.format](report, optionsFor(choice, options)), terminal),
  );
  return written.every(Boolean);
}

/** Only a terminal has colours, and a width. */
export function optionsFor({ path }: FormatChoice<string>, options: FormatOptions): FormatOptions {
  return path === undefined ? options : { ...options, isColoured: false, isTerminal: false };
}

/**
 * Writes what a format made to its place.
 *
 * @returns whether that could be done.
 */
export function writeText(
  { format, path }: FormatChoice<string>,
  text: string,
  { print, complain }: Terminal,
): boolean {
  if (path === undefined) {
    print(text);
    return true;
  }
  try {
    writeFileSync(path, text);
    return true;
  } catch {
    complain(`--format ${format}: ${path} cannot be written; name a place that can be.`);
    return false;
  }
}
