import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { FormatChoice } from "./options.ts";

/** Where no report can be written; `message` names option, place, problem and remedy. */
export class ReportPlaceError extends Error {
  override readonly name = "ReportPlaceError";
}

/**
 * Finds out before any work whether the reports can be written; creates nothing.
 *
 * @throws ReportPlaceError for the first place where one cannot.
 */
export function checkPlaces(choices: readonly FormatChoice<string>[] | undefined): void {
  for (const { format, path } of choices ?? []) {
    const problem = path === undefined ? undefined : problemOf(path);
    if (problem === undefined) continue;
    throw new ReportPlaceError(`--format ${format}: ${path} cannot be written: ${problem}.`);
  }
}

function problemOf(path: string): string | undefined {
  const folder = dirname(path);
  if (!existsSync(folder)) return `there is no folder ${folder}; create it, or name another place`;
  if (!isFolder(folder)) return `${folder} is no folder; name another place`;
  if (isFolder(path)) return "it is a folder; name a file in it";
  const isThere = existsSync(path);
  if (isWritable(isThere ? path : folder)) return undefined;
  return `${isThere ? "the file" : `the folder ${folder}`} is write-protected; name another place`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
