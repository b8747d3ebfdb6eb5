import { randomBytes } from "node:crypto";

/** What temporary things of one run are called. */
export interface MarkedNames {
  readonly email: string;
  readonly organizationName: string;
  readonly organizationSlug: string;
}

/** How the things of one run are recognized, by this run and by later ones. */
export interface Mark extends MarkedNames {
  /** In a claim of sessions. */
  readonly runId: string;
  /** Other names of the same run, for where it is unknown whether the first are taken. */
  renamed(): MarkedNames;
}

/** What every temporary thing has in its name; also what is searched for. */
export const MARK_PREFIX = "stytch-smoke";

const NAME = /^stytch-smoke[+-]([0-9a-z]{6,9})-[0-9a-f]{8}(?:@example\.com)?$/;

/**
 * @param overAt Milliseconds since the epoch at which the run is over at the latest. It is part of
 *   the mark, so that a later run knows what nobody can be using any more.
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

/** Whether a name is the mark of a run that is over, and was killed before it could clean up. */
export function isLeftover(name: string, now: number): boolean {
  const seconds = NAME.exec(name)?.[1];
  return seconds !== undefined && Number.parseInt(seconds, 36) * 1000 < now;
}
