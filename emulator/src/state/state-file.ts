import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { parse, parseJson } from "../parse.ts";
import { decodeText } from "./decode-text.ts";
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
  let text: string;
  try {
    text = decodeText(readFileSync(path));
  } catch (cause) {
    if (isNotFound(cause)) return EMPTY_SNAPSHOT;
    throw new StateFileError(
      `${path}: the state file cannot be read; check its path and permissions`,
      { cause },
    );
  }
  const json = parseJson(text);
  const snapshot = json.ok ? parse(snapshotSchema, json.value) : NOT_JSON;
  if (snapshot.ok) return snapshot.value;
  throw new StateFileError(
    `${path}: not a state file of this emulator (${snapshot.problems}); ` +
      "repair it, remove it, or name another file",
  );
}

const NOT_JSON = { ok: false, problems: "it is not valid JSON" } as const;

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
      `${path}: the state file cannot be written; its folder must exist and be writable`,
      { cause },
    );
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
