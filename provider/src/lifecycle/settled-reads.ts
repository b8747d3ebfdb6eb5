import type { ReadOptions } from "../stytch/api.ts";
import type { Project } from "./lifecycle.ts";

/** Timers may fire a little early, and all second reads are to share their pages. */
const SLACK_MS = 100;

export interface SettledReads<Known, Found> {
  /** @throws as the read of the API. */
  read(id: string, known: Known, options?: ReadOptions): Promise<Found>;
  /** Notes that a thing has just been written. */
  wrote(id: string): void;
}

/** How things of one kind are read. */
export interface Look<Known, Found> {
  get(id: string, options: ReadOptions): Promise<Found>;
  /** Whether the server shows what the state has; also where the state has nothing. */
  isAsKnown(found: Found, known: Known): boolean;
  /** Whether an error of `get` says that the thing is not there. */
  isNotFound(error: unknown): boolean;
}

/**
 * Reads that take nothing for drift, or for gone, that the server only does not show yet. What is not as
 * the state has it is read a second time once its last write is longer ago than a server is behind. Of a
 * thing that this process did not write that is at the latest when it began, since the state is older:
 * so all of them take a few seconds together.
 */
export function settledReads<Known, Found>(
  { clock, readLagMs = 0 }: Pick<Project, "clock" | "readLagMs">,
  { get, isAsKnown, isNotFound }: Look<Known, Found>,
): SettledReads<Known, Found> {
  const begunAt = clock.now().getTime();
  const writtenAt = new Map<string, number>();

  const settledAt = (id: string) => (writtenAt.get(id) ?? begunAt) + readLagMs;
  const untilSettledMs = (id: string) => settledAt(id) - clock.now().getTime();

  /** Of no page that was asked for before reads were settled. */
  const settledRead = (id: string, options: ReadOptions) =>
    get(id, { ...options, maxAgeMs: SLACK_MS - untilSettledMs(id) });

  return {
    wrote: (id) => void writtenAt.set(id, clock.now().getTime()),
    async read(id, known, options = {}) {
      if (untilSettledMs(id) <= 0) return settledRead(id, options);
      try {
        const found = await get(id, options);
        if (isAsKnown(found, known)) return found;
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
      await clock.wait(untilSettledMs(id));
      return settledRead(id, options);
    },
  };
}
