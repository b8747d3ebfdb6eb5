import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { HabitValues } from "../habits/table.ts";
import { ProbeError } from "./errors.ts";

/**
 * Finds out before a run whether its answers can be written.
 *
 * @throws ProbeError `wrong_arguments`
 */
export function checkOutput(path: string): void {
  let isWritable = false;
  try {
    accessSync(dirname(path), constants.W_OK);
    isWritable = !statSync(path, { throwIfNoEntry: false })?.isDirectory();
  } catch {
    // The same as for a folder.
  }
  if (isWritable && isForeign(path)) {
    throw new ProbeError(
      "wrong_arguments",
      `--output: ${path} exists and is no file of habits; give another name, or delete it`,
    );
  }
  if (isWritable) return;
  throw new ProbeError(
    "wrong_arguments",
    `--output: ${path} cannot be written; name a file in a folder that exists and is writable`,
  );
}

/** Whether the file holds something that a probe did not write, which it must not replace. */
function isForeign(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
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
  } catch {
    rmSync(temporary, { force: true });
    throw new ProbeError(
      "could_not_ask",
      `--output: ${path} cannot be written any more; make room or name another file, and go on with --resume`,
    );
  }
}
