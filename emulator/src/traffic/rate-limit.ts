import type { Clock } from "../clock.ts";

export interface RateLimit {
  /** Counts a request. @returns Whether it is within the limit. */
  take(): boolean;
}

/**
 * Counts in fixed one-second windows, not in rolling ones.
 *
 * @see https://stytch.com/docs/resources/platform/rate-limits
 */
export function createRateLimit(perSecond: number, clock: Clock): RateLimit {
  let window = -1;
  let used = 0;
  return {
    take() {
      const current = Math.floor(clock.now() / 1000);
      if (current !== window) {
        window = current;
        used = 0;
      }
      used += 1;
      return used <= perSecond;
    },
  };
}
