import { randomUUID } from "node:crypto";
import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileProblem, readTextFile } from "../files.ts";
import type { HabitValues } from "../habits/table.ts";
import { ProbeError } from "./errors.ts";

/**
 * Finds out before a run whether its answers can be written.
 *
 * @throws ProbeError `wrong_arguments`
 */
export function checkOutput(path: string): void {
  const folder = dirname(path);
  try {
    if (!statSync(folder).isDirectory()) throw unusable(path, `${folder} is a file, not a folder`);
    accessSync(folder, constants.W_OK);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (found.isDirectory()) throw unusable(path, "it is a folder, not a file");
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw error instanceof ProbeError ? error : unusable(path, problemOf(folder, error));
  }
  if (!isForeign(path)) return;
  throw new ProbeError(
    "wrong_arguments",
    `--output: ${path} exists and is not a file of habits; give another name, or delete it`,
  );
}

function unusable(path: string, problem: string): ProbeError {
  return new ProbeError(
    "wrong_arguments",
    `--output: ${path} cannot be written: ${problem}; name a file in a folder that exists and is writable`,
  );
}

/** Of the folder if that is missing: the file may well be. */
function problemOf(folder: string, error: unknown): string {
  const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
  return isMissing ? `there is no folder ${folder}` : fileProblem(error);
}

/** Whether the file holds something that a probe did not write, which it must not replace. */
function isForeign(path: string): boolean {
  const file = readTextFile(path);
  if (!file.ok) return true;
  try {
    const content: unknown = JSON.parse(file.text);
    return typeof content !== "object" || content === null || !("habits" in content);
  } catch {
    return true;
  }
}

/**
 * Writes what `--habits` and `--resume` read. The file is whole at any time: the new one is written beside
 * it and takes its place.
 *
 * @throws ProbeError `could_not_ask`
 */
export function writeHabits(path: string, habits: Partial<HabitValues>): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, `${JSON.stringify({ habits }, null, 2)}\n`, { flush: true });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new ProbeError(
      "could_not_ask",
      `--output: ${path} cannot be written any more: ${fileProblem(error)}; make room or name another file, and go on with --resume`,
    );
  }
}
