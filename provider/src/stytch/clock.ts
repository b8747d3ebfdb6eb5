/** The clocks of a machine, in milliseconds. */
export interface Clock {
  /** Since some fixed moment, unmoved by changes of the machine's time. */
  monotonicMs(): number;
  /** Since 1970 in UTC, as the machine's time says. */
  epochMs(): number;
}

export const SYSTEM_CLOCK: Clock = {
  monotonicMs: () => performance.now(),
  epochMs: () => Date.now(),
};
