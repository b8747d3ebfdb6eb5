import type { ReadOptions } from "../stytch/api.ts";
import type { Project } from "./lifecycle.ts";

/** Timers may fire a little early, and all second reads should share their pages. */
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
  /** Whether the server shows what the state has; true if the state has nothing. */
  isAsKnown(found: Found, known: Known): boolean;
  /** Whether an error of `get` says that the thing does not exist. */
  isNotFound(error: unknown): boolean;
}

/**
 * Reads that do not mistake what the server does not show yet for drift or for a missing thing. What differs from
 * the state is read a second time once its last write is older than the lag of the server. A thing that this
 * process did not write was written before the process began, since the state is older: so all of them
 * together wait a few seconds.
 */
export function settledReads<Known, Found>(
  { clock, readLagMs = 0 }: Pick<Project, "clock" | "readLagMs">,
  { get, isAsKnown, isNotFound }: Look<Known, Found>,
): SettledReads<Known, Found> {
  const begunAt = clock.now().getTime();
  const writtenAt = new Map<string, number>();

  const settledAt = (id: string) => (writtenAt.get(id) ?? begunAt) + readLagMs;
  /** Never longer than the lag, even if someone sets the clock of this machine back. */
  const untilSettledMs = (id: string) => Math.min(readLagMs, settledAt(id) - clock.now().getTime());

  /** From no page that was requested before reads were settled. */
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
