import { setTimeout as delay } from "node:timers/promises";

/** Time as the probe sees it, so that a test can make it pass at once. */
export interface ProbeClock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the signal fires. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export const machineClock: ProbeClock = {
  now: Date.now,
  async wait(ms, signal) {
    await delay(ms, undefined, signal && { signal });
  },
};
