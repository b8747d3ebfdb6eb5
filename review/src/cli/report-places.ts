import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { FormatChoice } from "./options.ts";

/** Where no report can be written; `message` names option, place, problem and remedy. */
export class ReportPlaceError extends Error {
  override readonly name = "ReportPlaceError";
}

/**
 * Finds out before any work whether the reports can be written, and makes their folders, as test runners do.
 *
 * @throws ReportPlaceError for the first place where one cannot.
 */
export function preparePlaces(choices: readonly FormatChoice<string>[] | undefined): void {
  for (const { format, path } of choices ?? []) {
    const problem = path === undefined ? undefined : problemOf(path);
    if (problem === undefined) continue;
    throw new ReportPlaceError(`--format ${format}: ${path} cannot be written: ${problem}.`);
  }
}

function problemOf(path: string): string | undefined {
  const folder = nearestOf(dirname(path));
  if (!isFolder(folder)) return `${folder} is no folder; name another place`;
  if (isFolder(path)) return "it is a folder; name a file in it";
  const isThere = existsSync(path);
  if (isWritable(isThere ? path : folder) && isMade(dirname(path))) return undefined;
  return `${isThere ? "the file" : `the folder ${folder}`} is write-protected; name another place`;
}

/** What there is of the path of a folder. */
function nearestOf(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestOf(dirname(folder));
}

function isMade(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    return true;
  } catch {
    return false;
  }
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
