import type { ProbeClock } from "./clock.ts";

/** Stytch gets at most so many requests a second, whatever the user wants. */
export const HIGHEST_RATE = 5;

/** Lets requests start one after the other. */
export interface Pace {
  /** Resolves when the next request may start. */
  turn(signal?: AbortSignal): Promise<void>;
}

/**
 * @param perSecond Requests a second, 1 to {@link HIGHEST_RATE}. They start at even intervals, so that no
 *   second has more, whenever it begins.
 */
export function createPace(perSecond: number, clock: ProbeClock): Pace {
  const distanceMs = Math.ceil(1000 / Math.min(perSecond, HIGHEST_RATE));
  let next = clock.now();
  return {
    async turn(signal) {
      // A timer may fire a moment early, so the time is checked again.
      for (let now = clock.now(); now < next; now = clock.now()) {
        await clock.wait(next - now, signal);
      }
      next = clock.now() + distanceMs;
    },
  };
}
