/** The share of what was accepted in the last second before a refusal that is sent afterwards. */
const DECREASE = 0.8;
/** The rate multiplies by e in this time after a refusal: slowly at first, then faster and faster. */
const RECOVERY_MS = 60_000;
const SECOND_MS = 1000;
/** Requests a second; slower limits are kept by the pauses after refusals. */
const LOWEST = 0.5;

/** How many requests a second may start. */
export interface Rate {
  /** Milliseconds from one start to the next; 0 while nothing limits them. */
  spacingMs(now: number): number;
  /** A request got a response, and not a 429. */
  accepted(now: number): void;
  /** A request was refused with 429. Refusals without an acceptance between them count once. */
  refused(now: number): void;
}

/**
 * Starts at the upper bound and learns the server's limit from its refusals: what it accepted in the
 * last second is the best guess at what it will accept in the next. From there the rate recovers,
 * since the limit may have been used up by others: a fourth more after 28 s, e times after 60 s, up
 * to the upper bound.
 *
 * @param max requests a second; may be `Infinity`.
 */
export function createRate(max: number): Rate {
  let learned = Number.POSITIVE_INFINITY;
  let learnedAt = 0;
  let acceptedSinceRefusal = false;
  const acceptedAt: number[] = [];

  function current(now: number): number {
    return Math.min(max, learned * Math.exp(((now - learnedAt) / RECOVERY_MS) ** 2));
  }

  return {
    spacingMs: (now) => SECOND_MS / current(now),
    accepted(now) {
      acceptedSinceRefusal = true;
      acceptedAt.push(now);
      while ((acceptedAt[0] ?? now) <= now - SECOND_MS) acceptedAt.shift();
    },
    refused(now) {
      if (!acceptedSinceRefusal) return;
      acceptedSinceRefusal = false;
      const lately = acceptedAt.filter((at) => at > now - SECOND_MS).length;
      learned = Math.max(LOWEST, DECREASE * Math.min(current(now), lately));
      learnedAt = now;
    },
  };
}
