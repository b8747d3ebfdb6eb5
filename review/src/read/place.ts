import { posix } from "node:path";
import type { Place } from "../client.ts";

/** Reads `project:///src/index.ts#12,3`; undefined for what has no such form. */
export function placeOf(sourcePosition: string | null | undefined): Place | undefined {
  const [, path, line, column] =
    /^project:\/\/\/([^#]+)#(\d+)(?:,(\d+))?$/.exec(sourcePosition ?? "") ?? [];
  if (path === undefined || line === undefined) return undefined;
  return {
    file: posix.normalize(decoded(path)),
    line: Number(line),
    column: column === undefined ? undefined : Number(column),
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
