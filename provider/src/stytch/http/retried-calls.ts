import {
  type RequestPlace,
  StytchApiError,
  type StytchInterruptedError,
  type StytchRequestError,
  StytchResponseError,
  StytchTimeoutError,
} from "../errors.ts";
import type { Budget, Ticket } from "./budget.ts";
import { interrupted, onlyReads } from "./failures.ts";
import { delayAfter, isRateLimit, mayRetry, type RetryOptions } from "./retry.ts";

/** One call of the API. */
export interface Call extends RequestPlace {
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * Whether the call leaves the same result however often it is made, as reads, a PUT of fields and a
   * DELETE do. Creating a client and each step of a secret rotation do not: Stytch offers no
   * idempotency key.
   */
  readonly idempotent: boolean;
  /** Whether it is a POST that changes nothing, as a search does. Default: false. */
  readonly isSearch?: boolean;
  /** Whether the endpoint is open to all, so that the credentials stay here. Default: false. */
  readonly isOpen?: boolean;
  /** Larger responses are refused. Default: 2 MiB. */
  readonly maxResponseBytes?: number;
  /** Ends the call, also while it waits for its turn or for a retry. */
  readonly signal?: AbortSignal | undefined;
}

/** A wait that a person may notice: for a turn, before a retry, or for a late response. */
export interface WaitEvent extends RequestPlace {
  /** Why, in words. */
  readonly reason: string;
  /** How long the wait will take, in milliseconds; undefined where only the server knows. */
  readonly waitMs: number | undefined;
}

/** What all calls of a transport have sent so far. */
export interface Traffic {
  /** Requests, retries included. */
  readonly requests: number;
  readonly retries: number;
  /** Requests that got 429. */
  readonly refusals: number;
  /** For how long requests were held back to keep the rate, in milliseconds. */
  readonly heldBackMs: number;
}

/** How one request ended. */
export type Attempt =
  | { readonly kind: "success"; readonly body: unknown }
  | {
      readonly kind: "failure";
      readonly error: StytchRequestError;
      /** The wait that the server asked for; undefined if it asked for none. */
      readonly retryAfterMs?: number | undefined;
    };

/** The same for the call, with how long to wait before a retry. */
type Outcome =
  | { readonly kind: "success"; readonly body: unknown }
  | { readonly kind: "failure"; readonly error: StytchRequestError; readonly waitMs: number };

export interface RetriedCallsOptions {
  readonly budget: Budget;
  readonly retry: RetryOptions;
  readonly attemptTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly slowResponseMs: number;
  /** The setting that raises `totalTimeoutMs`, for messages; undefined where there is none. */
  readonly timeoutName: string | undefined;
  readonly onWait: (event: WaitEvent) => void;
  readonly now: () => number;
  readonly random: () => number;
  /** See `TransportOptions`. */
  readonly stop: AbortSignal | undefined;
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/**
 * Makes calls within the budget of the process, and retries them as `mayRetry` says.
 *
 * The total time limit of a call covers its attempts and its own waits for retries, but not
 * the turns of others: 300 calls at 10 a second must not fail because the
 * last of them waits for half a minute. But when the server has accepted no request at all for that
 * long, calls that wait for their turn give up too.
 */
export function retriedCalls(
  attempt: (call: Call, timeoutMs: number) => Promise<Attempt>,
  options: RetriedCallsOptions,
) {
  const { budget, retry, totalTimeoutMs, onWait, now, stop } = options;
  let requests = 0;
  let retries = 0;
  let refusals = 0;

  /** One attempt; reports to the budget how it ended, and how long a 429 stops all calls. */
  async function ask(
    call: Call,
    ticket: Ticket,
    timeoutMs: number,
    delay: (retryAfterMs: number | undefined) => number,
  ): Promise<Outcome> {
    requests += 1;
    const ended = await attempt(call, timeoutMs);
    if (ended.kind === "success") {
      ticket.accepted();
      return ended;
    }
    const { error, retryAfterMs } = ended;
    const waitMs = delay(retryAfterMs);
    if (isRateLimit(error)) {
      refusals += 1;
      // A pause that is too long for this call must not hold up the others without an explanation.
      ticket.refused(waitMs < totalTimeoutMs ? waitMs : 0);
    } else if (isResponse(error)) ticket.accepted();
    return { kind: "failure", error, waitMs };
  }

  async function send(call: Call): Promise<unknown> {
    const order = budget.nextOrder();
    const signal = anyOf(call.signal, stop);
    // A read that is cut off tells nothing false; a write is left to end, so that what it made is known.
    const sent = onlyReads(call) ? { ...call, signal } : call;
    const arrivedAt = now();
    let queuedMs = 0;
    let failures = 0;
    let before: StytchRequestError | undefined;

    const leftMs = () => arrivedAt + queuedMs + totalTimeoutMs - now();
    const giveUp = () => {
      const silentMs = now() - Math.max(arrivedAt, budget.silentSince() ?? now());
      if (silentMs >= totalTimeoutMs) throw before ?? noTurn(call, silentMs, options.timeoutName);
    };
    const turn = (tries: number) => {
      const queuedAt = now();
      const slow = setInterval(
        () => onWait({ ...placeOf(call), reason: "waits for its turn", waitMs: undefined }),
        options.slowResponseMs,
      );
      return budget
        .run({ order, signal, giveUp }, (ticket) => {
          clearInterval(slow);
          queuedMs += now() - queuedAt;
          if (tries > 1) retries += 1;
          const timeoutMs = Math.ceil(Math.min(options.attemptTimeoutMs, leftMs()));
          return ask(sent, ticket, Math.max(1, timeoutMs), (retryAfterMs) =>
            delayAfter(tries, retryAfterMs, retry, options.random),
          );
        })
        .catch((error: unknown) => {
          throw signal?.aborted ? interruptedAfter(call, before) : error;
        })
        .finally(() => clearInterval(slow));
    };

    for (let tries = 1; ; tries += 1) {
      if (signal?.aborted) throw interruptedAfter(call, before);
      const outcome = await turn(tries);
      if (outcome.kind === "success") return outcome.body;
      const { error, waitMs } = outcome;
      if (!isRateLimit(error)) failures += 1;
      if (signal?.aborted || !mayRetry(error, call.idempotent, failures, retry)) throw error;
      if (waitMs >= leftMs()) throw error;
      before = error;
      onWait({ ...placeOf(call), reason: reasonOf(error), waitMs });
      await options.wait(waitMs, signal).catch(() => {
        throw interruptedAfter(call, error);
      });
    }
  }

  return {
    send,
    traffic: (): Traffic => ({ requests, retries, refusals, heldBackMs: budget.heldBackMs() }),
  };
}

function anyOf(...signals: (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
}

/** Whether the server responded at all. */
function isResponse(error: StytchRequestError): boolean {
  return error instanceof StytchApiError || error instanceof StytchResponseError;
}

/** For a call that waited, for its turn or for a retry. */
function interruptedAfter(
  call: Call,
  before: StytchRequestError | undefined,
): StytchInterruptedError {
  if (before === undefined) return interrupted(call, "unsent");
  const mayHaveTakenEffect = before.mayHaveTakenEffect && !onlyReads(call);
  return interrupted(call, mayHaveTakenEffect ? "unknown" : "nothing", before);
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

function reasonOf(error: StytchRequestError): string {
  if (error instanceof StytchApiError) {
    return error.status === 429 ? "rate limit reached (429)" : `status ${error.status}`;
  }
  return error instanceof StytchTimeoutError ? "no response in time" : "connection failed";
}
