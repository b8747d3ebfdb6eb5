/** The only source of time in the emulator, so that a test can move it. */
export interface Clock {
  /** The emulated instant, in milliseconds since the Unix epoch. */
  now(): number;
  /** Moves the clock forward. Bounds: 0 or more seconds; it never goes back. */
  advance(seconds: number): void;
  /** Returns to the time of the machine. */
  reset(): void;
}

/** @param machineNow Milliseconds since the Unix epoch. Default: `Date.now`. */
export function createClock(machineNow: () => number = Date.now): Clock {
  let offsetMs = 0;
  return {
    now: () => machineNow() + offsetMs,
    advance(seconds) {
      offsetMs += seconds * 1000;
    },
    reset() {
      offsetMs = 0;
    },
  };
}
