import { setTimeout as delay } from "node:timers/promises";
import { type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import { StytchResponseError, StytchSettingsError } from "../errors.ts";
import { isLoopback, type SettingNames, STACK_NAMES, type StytchSettings } from "../settings.ts";
import { createBudget } from "./budget.ts";
import { exchange, type Progress } from "./exchange.ts";
import { apiErrorFrom, failureFrom, parseAnswer } from "./failures.ts";
import { answerText, mediaType } from "./response-text.ts";
import {
  type Call,
  RefusedAnswer,
  repeatedCalls,
  type Traffic,
  type WaitEvent,
} from "./retried-calls.ts";
import { DEFAULT_RETRY, parseRetryAfter, type RetryOptions } from "./retry.ts";

/** Time limits, repetition and the outside world. All times in milliseconds. */
export interface TransportOptions {
  /** For the connection, TLS included. Default `10_000`. */
  readonly connectTimeoutMs?: number;
  /** For one attempt, from sending to the last byte of the answer. Default `30_000`. */
  readonly attemptTimeoutMs?: number;
  /** For a call with all its attempts and the waits between them, not for its turn. Default `180_000`. */
  readonly totalTimeoutMs?: number;
  /** Requests on their way at one time. From 1. Default `10`. */
  readonly maxConcurrentRequests?: number;
  /** Requests that start in one second. Above 0. Default: as many as the server accepts. */
  readonly maxRequestsPerSecond?: number;
  /** Connections kept open at most. Default: as many as requests may be on their way. */
  readonly connections?: number;
  readonly retry?: Partial<RetryOptions>;
  /** What messages advise to check. Default: the keys of a stack's configuration. */
  readonly names?: SettingNames;
  /** Told of each wait before a repetition, and every `slowAnswerMs` without a turn or an answer. */
  readonly onWait?: (event: WaitEvent) => void;
  /** Default `5_000`. */
  readonly slowAnswerMs?: number;
  /** Given, once, the way to ask what was sent so far. */
  readonly onTraffic?: (traffic: () => Traffic) => void;
  /** Where requests go; for tests. Default: a keep-alive pool that honours the proxy environment. */
  readonly dispatcher?: Dispatcher;
  /**
   * Milliseconds from some moment on, which no change of the machine's clock moves; for tests.
   * Default: `performance.now`.
   */
  readonly now?: () => number;
  /** Milliseconds since the epoch, for dates of the server; for tests. Default: `Date.now`. */
  readonly wallClock?: () => number;
  /** From 0 to 1; for tests. */
  readonly random?: () => number;
  /** Resolves after so many milliseconds, or rejects when the signal ends the wait; for tests. */
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

export interface Transport {
  /**
   * @returns the parsed JSON of a 2xx answer, not yet checked.
   * @throws StytchApiError, StytchNetworkError, StytchTimeoutError, StytchResponseError
   */
  send(call: Call): Promise<unknown>;
  /** Closes the connections. */
  close(): Promise<void>;
}

/** Of one client or organization, which take a few kilobytes. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/**
 * Sends requests with the project's credentials, bounded in time and repeated as `Repeatability`
 * says. undici's own retry interceptor is not used: it resumes a broken answer by range where the
 * whole has to be asked for again, does not bound the sum of its waits, and cannot tell a request
 * that was written from one that was not.
 *
 * @throws StytchSettingsError if a proxy variable is no URL.
 */
export function createTransport(
  settings: StytchSettings,
  options: TransportOptions = {},
): Transport {
  const {
    connectTimeoutMs = 10_000,
    attemptTimeoutMs = 30_000,
    totalTimeoutMs = 180_000,
    maxConcurrentRequests = 10,
    maxRequestsPerSecond = Number.POSITIVE_INFINITY,
    connections = maxConcurrentRequests,
    names = STACK_NAMES,
    onWait = () => {},
    onTraffic = () => {},
    slowAnswerMs = 5_000,
    now = () => performance.now(),
    wallClock = Date.now,
    random = Math.random,
    wait = (ms, signal) => delay(ms, undefined, { signal }),
  } = options;
  const retry = { ...DEFAULT_RETRY, ...options.retry };
  const pool = { connections, connect: { timeout: connectTimeoutMs } };
  const dispatcher =
    options.dispatcher ??
    (isLoopback(new URL(settings.apiUrl)) ? new Pool(settings.apiUrl, pool) : proxyAgent(pool));
  const credentials = Buffer.from(`${settings.projectId}:${settings.secret}`).toString("base64");
  /** What a server says may echo what it was sent. */
  const hide = (said: string) =>
    said.replaceAll(settings.secret, "[secret]").replaceAll(credentials, "[secret]");

  async function attempt(call: Call, timeoutMs: number): Promise<unknown> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
    const progress: Progress = { sent: false, status: undefined };
    const url = new URL(`${settings.apiUrl}${call.path}`);
    const slow = setInterval(
      () =>
        onWait({
          method: call.method,
          path: call.path,
          reason: "no answer yet",
          waitMs: undefined,
        }),
      slowAnswerMs,
    );
    try {
      const { status, headers, text } = await exchange(
        dispatcher,
        {
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method: call.method as Dispatcher.HttpMethod,
          headers: {
            authorization: `Basic ${credentials}`,
            accept: "application/json",
            "user-agent": "pulumi-stytch-connected-apps",
            ...(call.body === undefined ? {} : { "content-type": "application/json" }),
          },
          body: call.body === undefined ? null : JSON.stringify(call.body),
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
        },
        {
          text: answerText(call.maxAnswerBytes ?? MAX_ANSWER_BYTES),
          refuse: (problem) => new StytchResponseError(call, problem, call.method !== "GET"),
          progress,
          signal,
        },
      );
      if (status >= 200 && status < 300) {
        return parseAnswer(call, text, mediaType(headers["content-type"]));
      }
      throw new RefusedAnswer(
        apiErrorFrom(call, status, text, { hide, names }),
        parseRetryAfter(
          single(headers["retry-after"]),
          serverTime(single(headers.date), wallClock),
        ),
      );
    } catch (error) {
      if (error instanceof RefusedAnswer) throw error;
      const { sent, status } = progress;
      if (status !== undefined && status >= 300)
        throw apiErrorFrom(call, status, "", { hide, names });
      if (error instanceof StytchResponseError) throw error;
      throw failureFrom(call, error, { sent, timedOut: timeout.aborted, timeoutMs, names });
    } finally {
      clearInterval(slow);
    }
  }

  const budget = createBudget({
    maxConcurrent: maxConcurrentRequests,
    maxPerSecond: maxRequestsPerSecond,
    now,
    wait,
  });
  const limits = { attemptTimeoutMs, totalTimeoutMs, slowAnswerMs };
  const calls = repeatedCalls(attempt, {
    ...{ budget, retry, ...limits, timeoutName: names.timeout },
    ...{ onWait, now, random, wait },
  });
  onTraffic(calls.traffic);
  return { send: calls.send, close: () => dispatcher.close() };
}

/** What a header says, unless it stands there several times. */
function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

/** The server's own time, beside which its dates make sense even where this machine's clock is off. */
function serverTime(date: string | undefined, wallClock: () => number): number {
  const said = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(said) ? wallClock() : said;
}

function proxyAgent(pool: Pool.Options): Dispatcher {
  try {
    return new EnvHttpProxyAgent(pool);
  } catch {
    // No cause: it holds the URL, and the URL may hold the proxy's password.
    throw new StytchSettingsError(
      "The variable HTTPS_PROXY or HTTP_PROXY is not a URL such as http://proxy.example.com:8080.",
    );
  }
}
