import { randomBytes } from "node:crypto";

const PREFIX = "stytch-probe-";

/**
 * A name that a probe gave, whichever run it was. A server may have trimmed, cut or folded it: as long as
 * half of the run's id is left, no other client has this name by chance.
 */
const MARKED = /^\s*stytch-probe-[0-9a-f]{4}/i;

/** @returns The name of all clients of one run. */
export function newMark(): string {
  return `${PREFIX}${randomBytes(4).toString("hex")}`;
}

/** Whether a probe made the client of this name. */
export function isMarked(name: unknown): boolean {
  return typeof name === "string" && MARKED.test(name);
}
