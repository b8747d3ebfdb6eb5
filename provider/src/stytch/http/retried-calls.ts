import {
  type RequestPlace,
  StytchApiError,
  StytchRequestError,
  StytchResponseError,
  StytchTimeoutError,
} from "../errors.ts";
import type { Budget, Ticket } from "./budget.ts";
import { cancelled } from "./failures.ts";
import {
  delayBefore,
  isRateLimit,
  mayRepeat,
  type Repeatability,
  type RetryOptions,
} from "./retry.ts";

/** One call of the API. */
export interface Call extends RequestPlace {
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly repeatability: Repeatability;
  /** Larger answers are refused. Default: 2 MiB. */
  readonly maxAnswerBytes?: number;
  /** Ends the call, also while it waits for its turn or for a repetition. */
  readonly signal?: AbortSignal | undefined;
}

/** A wait that a person may wonder about: for a turn, before a repetition, or for a late answer. */
export interface WaitEvent extends RequestPlace {
  /** Why, in words. */
  readonly reason: string;
  /** How long the wait will take, in milliseconds; undefined where only the server knows. */
  readonly waitMs: number | undefined;
}

/** What all calls of a transport have sent so far. */
export interface Traffic {
  /** Requests, repetitions included. */
  readonly requests: number;
  /** Requests that repeated another one. */
  readonly repetitions: number;
  /** Requests that were answered with 429. */
  readonly refusals: number;
  /** For how long requests were held back to keep the rate, in milliseconds. */
  readonly heldBackMs: number;
}

/** Carries the wait that a server asked for beside the error, which has no business knowing it. */
export class RefusedAnswer extends Error {
  readonly error: StytchApiError;
  readonly retryAfterMs: number | undefined;

  constructor(error: StytchApiError, retryAfterMs: number | undefined) {
    super(error.message);
    this.error = error;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface RepetitionOptions {
  readonly budget: Budget;
  readonly retry: RetryOptions;
  readonly attemptTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly slowAnswerMs: number;
  /** The setting that raises `totalTimeoutMs`, for messages; undefined where there is none. */
  readonly timeoutName: string | undefined;
  readonly onWait: (event: WaitEvent) => void;
  readonly now: () => number;
  readonly random: () => number;
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/**
 * Attempts calls within the budget of the process, and repeats them as `Repeatability` says.
 *
 * The total time limit of a call counts its attempts and its own waits for repetitions. It does not
 * count the time in which others had their turn: 300 calls at 10 a second must not fail because the
 * last of them waits for half a minute. But when the server has accepted nobody's request for that
 * long, those that wait for their turn give up too.
 */
export function repeatedCalls(
  attempt: (call: Call, timeoutMs: number) => Promise<unknown>,
  options: RepetitionOptions,
) {
  const { budget, retry, totalTimeoutMs, onWait, now } = options;
  let requests = 0;
  let repetitions = 0;
  let refusals = 0;

  /** One attempt; tells the budget what became of it, and how long a 429 stops everyone. */
  async function ask(call: Call, ticket: Ticket, timeoutMs: number, delay: DelayOf) {
    requests += 1;
    try {
      const answer = await attempt(call, timeoutMs);
      ticket.accepted();
      return answer;
    } catch (caught) {
      const failure = failureOf(caught, delay);
      if (isRateLimit(failure.error)) {
        refusals += 1;
        // A pause that this call cannot wait for would only hide from the others what it was told.
        ticket.refused(failure.waitMs < totalTimeoutMs ? failure.waitMs : 0);
      } else if (isAnswer(failure.error)) ticket.accepted();
      throw failure;
    }
  }

  async function send(call: Call): Promise<unknown> {
    const order = budget.nextOrder();
    const arrivedAt = now();
    let queuedMs = 0;
    let failures = 0;
    let before: unknown;

    const leftMs = () => arrivedAt + queuedMs + totalTimeoutMs - now();
    const giveUp = () => {
      const silentMs = now() - Math.max(arrivedAt, budget.silentSince() ?? now());
      if (silentMs >= totalTimeoutMs) throw before ?? noTurn(call, silentMs, options.timeoutName);
    };
    const turn = (tries: number) => {
      const queuedAt = now();
      const slow = setInterval(
        () => onWait({ ...placeOf(call), reason: "waits for its turn", waitMs: undefined }),
        options.slowAnswerMs,
      );
      const delay: DelayOf = (retryAfterMs) =>
        delayBefore(tries, retryAfterMs, retry, options.random);
      return budget
        .run({ order, signal: call.signal, giveUp }, (ticket) => {
          clearInterval(slow);
          queuedMs += now() - queuedAt;
          if (tries > 1) repetitions += 1;
          const timeoutMs = Math.ceil(Math.min(options.attemptTimeoutMs, leftMs()));
          return ask(call, ticket, Math.max(1, timeoutMs), delay);
        })
        .finally(() => clearInterval(slow));
    };

    for (let tries = 1; ; tries += 1) {
      if (call.signal?.aborted) throw cancelledAfter(call, before);
      try {
        return await turn(tries);
      } catch (caught) {
        if (!(caught instanceof Failure)) {
          throw call.signal?.aborted ? cancelledAfter(call, before) : caught;
        }
        const { error, waitMs } = caught;
        if (!isRateLimit(error)) failures += 1;
        if (call.signal?.aborted || !mayRepeat(error, call.repeatability, failures, retry)) {
          throw error;
        }
        if (waitMs >= leftMs()) throw error;
        before = error;
        onWait({ ...placeOf(call), reason: reasonOf(error), waitMs });
        await options.wait(waitMs, call.signal).catch(() => {
          throw cancelledAfter(call, error);
        });
      }
    }
  }

  return {
    send,
    traffic: (): Traffic => ({
      requests,
      repetitions,
      refusals,
      heldBackMs: budget.heldBackMs(),
    }),
  };
}

type DelayOf = (retryAfterMs: number | undefined) => number;

/** An attempt that failed, and how long to wait before another. */
class Failure extends Error {
  readonly error: unknown;
  readonly waitMs: number;

  constructor(error: unknown, waitMs: number) {
    super();
    this.error = error;
    this.waitMs = waitMs;
  }
}

function failureOf(caught: unknown, delay: DelayOf): Failure {
  const refused = caught instanceof RefusedAnswer ? caught : undefined;
  return new Failure(refused?.error ?? caught, delay(refused?.retryAfterMs));
}

/** Whether the server said anything at all. */
function isAnswer(error: unknown): boolean {
  return error instanceof StytchApiError || error instanceof StytchResponseError;
}

function cancelledAfter(call: Call, before: unknown): StytchTimeoutError {
  const tookEffect = before instanceof StytchRequestError && before.mayHaveTakenEffect;
  return cancelled(call, tookEffect, before);
}

function noTurn(call: Call, silentMs: number, timeoutName?: string): StytchTimeoutError {
  return new StytchTimeoutError(
    call,
    `not sent: in ${Math.round(silentMs / 1000)} s Stytch accepted no request of this process. ` +
      "Check its status page and whether others use up the project's rate limit; then run the command again" +
      `${timeoutName === undefined ? "" : `, or raise ${timeoutName}`}.`,
    false,
  );
}

function placeOf({ method, path }: Call): RequestPlace {
  return { method, path };
}

function reasonOf(error: unknown): string {
  if (error instanceof StytchApiError) {
    return error.status === 429 ? "rate limit reached (429)" : `answer ${error.status}`;
  }
  return error instanceof StytchTimeoutError ? "no answer in time" : "connection failed";
}
