import PQueue from "p-queue";
import { createRate } from "./rate.ts";

/** A request that starts late may be made up for by this much, so that late timers cost no speed. */
const CATCH_UP_MS = 20;
/** Of the allowed rate; the rest is for requests that the network pushes together. */
const USED_PART = 0.98;

/** Places at the beginning, before anything is known of the server's limit. */
const FIRST_PLACES = 6;
/** They stay so few for as many requests as two seconds of a strict limit, 10 per second, accept. */
const FIRST_ACCEPTED = 20;
/** Then each so many accepted requests open one more place. */
const ACCEPTED_A_PLACE = 2;

export interface BudgetOptions {
  /** Requests in flight at one time. */
  readonly maxConcurrent: number;
  /** Requests that may start in a second; `Infinity` for as many as the server accepts. */
  readonly maxPerSecond: number;
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** With it an attempt reports its response, before it ends. */
export interface Ticket {
  /** The server responded, with any status but 429. */
  accepted(): void;
  /** 429: no request starts for so long, and all start more slowly from then on. */
  refused(pauseMs: number): void;
}

export interface Turn {
  /** Whose turn it is: the lowest number first. */
  readonly order: number;
  /** Ends the wait for the turn. */
  readonly signal: AbortSignal | undefined;
  /** Called at the head of the queue and before the start; what it throws takes the place of the attempt. */
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
  /** When the first request started after which none was accepted; undefined if there is none. */
  silentSince(): number | undefined;
  /** For how long requests have been held back to keep the rate, in milliseconds. */
  heldBackMs(): number;
}

/**
 * One request after the other passes the gate, the oldest call first, when there is a free place, no
 * pause, and the last start is long enough ago. Starts are spread evenly: bursts at the head of each
 * second would take the limit away from logins. The first requests get few places, since all that
 * are in flight when the first 429 arrives may be refused too. After a 429 a single request
 * probes, and only its success lets the others follow.
 */
export function createBudget({ maxConcurrent, maxPerSecond, now, wait }: BudgetOptions): Budget {
  const gate = new PQueue({ concurrency: 1 });
  const places = new PQueue({ concurrency: Math.min(FIRST_PLACES, maxConcurrent) });
  const rate = createRate(maxPerSecond * USED_PART);
  let calls = 0;
  let starts = 0;
  let acceptances = 0;
  /** Responses to earlier starts say nothing of the time after the last refusal. */
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
