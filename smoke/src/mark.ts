import { randomBytes } from "node:crypto";

/** The names of the temporary things of one run. */
export interface MarkedNames {
  readonly email: string;
  readonly organizationName: string;
  readonly organizationSlug: string;
}

/** How this run and later ones recognize what a run created. */
export interface Mark extends MarkedNames {
  /** The value of a claim of its sessions. */
  readonly runId: string;
  /** Other names of the same run, where the first may be taken. */
  renamed(): MarkedNames;
}

/** The start of the name of every temporary thing, by which a search finds it. */
export const MARK_PREFIX = "stytch-smoke";

const NAME = /^stytch-smoke[+-]([0-9a-z]{6,9})-[0-9a-f]{8}(?:@example\.com)?$/;

/**
 * @param overAt The latest end of the run, in milliseconds since the epoch. It is part of the mark,
 *   so that a later run knows what no run uses any more.
 */
export function createMark(overAt: number): Mark {
  const newId = () => `${Math.ceil(overAt / 1000).toString(36)}-${randomBytes(4).toString("hex")}`;
  const names = (id: string): MarkedNames => ({
    email: `${MARK_PREFIX}+${id}@example.com`,
    organizationName: `${MARK_PREFIX}-${id}`,
    organizationSlug: `${MARK_PREFIX}-${id}`,
  });
  const runId = newId();
  return { runId, ...names(runId), renamed: () => names(newId()) };
}

/** Whether a name is the mark of a run that is over, and that was killed before its clean-up. */
export function isLeftover(name: string, now: number): boolean {
  const seconds = NAME.exec(name)?.[1];
  return seconds !== undefined && Number.parseInt(seconds, 36) * 1000 < now;
}
