import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { fileProblem, readTextFile } from "../files.ts";
import { jsonProblem, parse, parseJson } from "../parse.ts";
import { EMPTY_SNAPSHOT, type Snapshot, snapshotSchema } from "./store.ts";

/** The state file cannot be used; `message` says why and what to do, `cause` has the original. */
export class StateFileError extends Error {
  override name = "StateFileError";
  readonly code = "ERR_EMULATOR_STATE_FILE";
}

/**
 * @returns What the file holds, or nothing yet if there is no such file.
 * @throws StateFileError if it cannot be read or was not written by this version. It is left as
 * it is.
 */
export function readStateFile(path: string): Snapshot {
  const file = readTextFile(path);
  if (!file.ok) {
    if (isNotFound(file.cause)) return EMPTY_SNAPSHOT;
    throw new StateFileError(
      `${path}: the state file cannot be read: ${file.problem}; name another file, or change its permissions`,
      { cause: file.cause },
    );
  }
  const json = parseJson(file.text);
  const snapshot = json.ok
    ? parse(snapshotSchema, json.value, "the file")
    : { ok: false as const, problems: `the file ${jsonProblem(file.text)}` };
  if (snapshot.ok) return snapshot.value;
  throw new StateFileError(
    `${path}: not a state file of this emulator (${snapshot.problems}); ` +
      "repair it, remove it, or name another file",
  );
}

/**
 * Writes beside the file and renames, so that a reader and a crash see the old or the new state,
 * never half of one.
 *
 * @throws StateFileError if the folder is missing or not writable.
 */
export function writeStateFile(path: string, snapshot: Snapshot): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, `${JSON.stringify(snapshot, null, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new StateFileError(
      `${path}: the state file cannot be written: ${fileProblem(cause)}; its folder must exist and be writable`,
      { cause },
    );
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
