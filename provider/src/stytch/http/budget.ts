import PQueue from "p-queue";
import { createRate } from "./rate.ts";

/** The next request may start this much earlier after one that started late, so that late timers cost no speed. */
const CATCH_UP_MS = 20;
/** Share of the allowed rate; the rest is for requests that the network bunches together. */
const USED_PART = 0.98;

/** Places at the beginning, before anything is known about the server's limit. */
const FIRST_PLACES = 6;
/** There are no more for as many requests as a strict limit, 10 per second, accepts in two seconds. */
const FIRST_ACCEPTED = 20;
/** After that, this many accepted requests open one more place. */
const ACCEPTED_A_PLACE = 2;

export interface BudgetOptions {
  /** Requests in flight at one time. */
  readonly maxConcurrent: number;
  /** Requests that may start in a second; `Infinity` for as many as the server accepts. */
  readonly maxPerSecond: number;
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** With this, an attempt reports its response before it ends. */
export interface Ticket {
  /** The server responded, with any status but 429. */
  accepted(): void;
  /** 429: no request starts for this long, and all start more slowly afterwards. */
  refused(pauseMs: number): void;
}

export interface Turn {
  /** Whose turn it is: the lowest number first. */
  readonly order: number;
  /** Ends the wait for the turn. */
  readonly signal: AbortSignal | undefined;
  /** Called at the head of the queue and before the start; what it throws replaces the attempt. */
  readonly giveUp?: () => void;
}

/** What one process may send to the server: all its calls go through one budget. */
export interface Budget {
  /** A number for a call, which its retries keep, so that they go before later calls. */
  nextOrder(): number;
  /**
   * Runs an attempt once its turn has come.
   *
   * @throws the reason of the signal, if it ended the wait for the turn; what `giveUp` and the
   *   attempt throw.
   */
  run<Result>(turn: Turn, attempt: (ticket: Ticket) => Promise<Result>): Promise<Result>;
  /** When the first request started since which none was accepted; undefined if there is none. */
  silentSince(): number | undefined;
  /** For how long requests have been held back to keep the rate, in milliseconds. */
  heldBackMs(): number;
}

/**
 * Requests pass the gate one by one, the oldest call first, when there is a free place, no
 * pause, and the last start is long enough ago. Starts are evenly spaced: bursts at the beginning of each
 * second would use up the limit that logins need. The first requests get few places, since all that
 * are in flight when the first 429 arrives may be refused too. After a 429, a single request
 * probes, and only its success lets the others follow.
 */
export function createBudget({ maxConcurrent, maxPerSecond, now, wait }: BudgetOptions): Budget {
  const gate = new PQueue({ concurrency: 1 });
  const places = new PQueue({ concurrency: Math.min(FIRST_PLACES, maxConcurrent) });
  const rate = createRate(maxPerSecond * USED_PART);
  let calls = 0;
  let starts = 0;
  let acceptances = 0;
  /** Responses to earlier starts say nothing about the time after the last refusal. */
  let startsAtRefusal = 0;
  let pausedUntil = 0;
  let nextStart = 0;
  let silentSince: number | undefined;
  let heldBackMs = 0;

  async function untilAllowed(signal: AbortSignal | undefined): Promise<void> {
    let until: number;
    do {
      until = Math.max(pausedUntil, nextStart);
      const ms = until - now();
      if (ms <= 0) return;
      heldBackMs += ms;
      await wait(ms, signal);
    } while (until !== Math.max(pausedUntil, nextStart));
  }

  function start(): Ticket {
    const at = now();
    nextStart = Math.max(nextStart, at - CATCH_UP_MS) + rate.spacingMs(at);
    silentSince ??= at;
    starts += 1;
    const number = starts;
    return {
      accepted() {
        silentSince = undefined;
        acceptances += 1;
        if (number <= startsAtRefusal) return;
        rate.accepted(now());
        const further = Math.max(0, acceptances - FIRST_ACCEPTED) / ACCEPTED_A_PLACE;
        const open = Math.min(FIRST_PLACES + Math.floor(further), maxConcurrent);
        // Setting it, even to its own value, makes the queue go through all that waits.
        if (places.concurrency !== open) places.concurrency = open;
      },
      refused(pauseMs) {
        rate.refused(now());
        startsAtRefusal = starts;
        places.concurrency = 1;
        pausedUntil = Math.max(pausedUntil, now() + pauseMs);
      },
    };
  }

  return {
    nextOrder() {
      calls += 1;
      return calls;
    },
    async run({ order, signal, giveUp }, attempt) {
      let started = false;
      let outcome: ReturnType<typeof attempt> | undefined;
      const pass = async () => {
        giveUp?.();
        await untilAllowed(signal);
        await new Promise<void>((hasPlace) => {
          outcome = places.add(() => {
            hasPlace();
            signal?.throwIfAborted();
            giveUp?.();
            started = true;
            return attempt(start());
          });
          // Awaited below, unless the signal ends the wait before.
          outcome.catch(() => {});
        });
      };
      await gate.add(pass, { priority: -order, ...(signal && { signal }) }).catch((error) => {
        if (!started) throw error;
      });
      return outcome as ReturnType<typeof attempt>;
    },
    silentSince: () => silentSince,
    heldBackMs: () => heldBackMs,
  };
}
