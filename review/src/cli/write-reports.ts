import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { FORMATTERS, type FormatOptions } from "../report/index.ts";
import type { Report } from "../report.ts";
import type { FormatChoice } from "./options.ts";
import { complain, print } from "./print.ts";

/**
 * Writes a report in each format to its place.
 *
 * @returns whether all could be written.
 */
export function writeReports(
  report: Report,
  choices: readonly FormatChoice[],
  options: FormatOptions,
): boolean {
  let isComplete = true;
  for (const { format, path } of choices) {
    const render = FORMATTERS[format];
    if (path === undefined) {
      print(render(report, options));
      continue;
    }
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, render(report, { ...options, isColoured: false }));
    } catch {
      complain(`--format ${format}: ${path} cannot be written; name a place that can be.`);
      isComplete = false;
    }
  }
  return isComplete;
}
