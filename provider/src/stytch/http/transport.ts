import { setTimeout as delay } from "node:timers/promises";
import { type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import { type Clock, SYSTEM_CLOCK } from "../clock.ts";
import { type StytchRequestError, StytchResponseError, StytchSettingsError } from "../errors.ts";
import { isLoopback, type SettingNames, STACK_NAMES, type StytchSettings } from "../settings.ts";
import { createBudget } from "./budget.ts";
import { exchange, type Progress } from "./exchange.ts";
import { apiErrorFrom, failureFrom, parseBody } from "./failures.ts";
import { parseHttpDate } from "./http-date.ts";
import { mediaType, responseText } from "./response-text.ts";
import {
  type Attempt,
  type Call,
  retriedCalls,
  type Traffic,
  type WaitEvent,
} from "./retried-calls.ts";
import { DEFAULT_RETRY, type RetryOptions } from "./retry.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** Time limits, retries and the outside world. All times in milliseconds. */
export interface TransportOptions {
  /** For the connection, TLS included. Default `10_000`. */
  readonly connectTimeoutMs?: number;
  /** For one attempt, from sending to the last byte of the response. Default `30_000`. */
  readonly attemptTimeoutMs?: number;
  /** For a call with all its attempts and the waits between them, not for its turn. Default `180_000`. */
  readonly totalTimeoutMs?: number;
  /** Requests in flight at one time. From 1. Default `10`. */
  readonly maxConcurrentRequests?: number;
  /** Requests that start in one second. Above 0. Default: as many as the server accepts. */
  readonly maxRequestsPerSecond?: number;
  /** Connections kept open at most. Default: as many as requests may be in flight. */
  readonly connections?: number;
  readonly retry?: Partial<RetryOptions>;
  /** What messages advise to check. Default: the keys of a stack's configuration. */
  readonly names?: SettingNames;
  /** Called before each wait for a retry, and every `slowResponseMs` without a turn or a response. */
  readonly onWait?: (event: WaitEvent) => void;
  /** Default `5_000`. */
  readonly slowResponseMs?: number;
  /**
   * Ends all calls that wait, for a turn or a retry, and all reads; starts none any more. A write that
   * is on its way gets its response.
   */
  readonly stop?: AbortSignal;
  /** Called once, with the function that says what was sent so far. */
  readonly onTraffic?: (traffic: () => Traffic) => void;
  /** Where requests go; for tests. Default: a keep-alive pool that honours the proxy environment. */
  readonly dispatcher?: Dispatcher;
  /** Default: that of this machine. */
  readonly clock?: Clock;
  /** From 0 to 1; for tests. */
  readonly random?: () => number;
  /** Resolves after so many milliseconds, or rejects when the signal ends the wait; for tests. */
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

export interface Transport {
  /**
   * @returns the parsed JSON of a 2xx response, not yet checked.
   * @throws StytchApiError, StytchNetworkError, StytchTimeoutError, StytchInterruptedError,
   *   StytchResponseError
   */
  send(call: Call): Promise<unknown>;
  /** Closes the connections. */
  close(): Promise<void>;
}

/** For a response with one client or organization, which takes a few kilobytes. */
const MAX_RESPONSE_BYTES = 2 * 1024 * 1024;

/**
 * Sends requests with the project's credentials, bounded in time and retried as `mayRetry` says.
 * undici's own retry interceptor is not used: it resumes a broken response by range where the whole
 * must be requested again, does not bound the sum of its waits, and cannot tell a request that was
 * written from one that was not.
 *
 * @throws StytchSettingsError if a proxy variable is not a URL.
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
    slowResponseMs = 5_000,
    clock = SYSTEM_CLOCK,
    random = Math.random,
    wait = (ms, signal) => delay(ms, undefined, { signal }),
  } = options;
  const retry = { ...DEFAULT_RETRY, ...options.retry };
  const pool = { connections, connect: { timeout: connectTimeoutMs } };
  const dispatcher =
    options.dispatcher ??
    (isLoopback(new URL(settings.apiUrl)) ? new Pool(settings.apiUrl, pool) : proxyAgent(pool));
  const credentials = Buffer.from(`${settings.projectId}:${settings.secret}`).toString("base64");
  /** A server may echo what it was sent. */
  const hide = (said: string) =>
    said.replaceAll(settings.secret, "[secret]").replaceAll(credentials, "[secret]");

  async function attempt(call: Call, timeoutMs: number): Promise<Attempt> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
    const progress: Progress = { sent: false, status: undefined };
    const { method, path } = call;
    const request = requestOf(call, timeoutMs);
    const slow = setInterval(
      () => onWait({ method, path, reason: "no response yet", waitMs: undefined }),
      slowResponseMs,
    );
    try {
      const { status, headers, text } = await exchange(dispatcher, request, {
        text: responseText(call.maxResponseBytes ?? MAX_RESPONSE_BYTES),
        refuse: (problem) => new StytchResponseError(call, problem, method !== "GET"),
        progress,
        signal,
      });
      if (status >= 200 && status < 300) {
        return { kind: "success", body: parseBody(call, text, mediaType(headers["content-type"])) };
      }
      const retryAfterMs = parseRetryAfter(
        single(headers["retry-after"]),
        serverTime(single(headers.date), clock),
      );
      const error = apiErrorFrom(call, status, text, { hide, names });
      return { kind: "failure", error, retryAfterMs };
    } catch (error) {
      const timedOut = timeout.aborted;
      return { kind: "failure", error: errorOf(call, error, { progress, timedOut, timeoutMs }) };
    } finally {
      clearInterval(slow);
    }
  }

  function requestOf(call: Call, timeoutMs: number): Dispatcher.DispatchOptions {
    const url = new URL(`${settings.apiUrl}${call.path}`);
    return {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: call.method as Dispatcher.HttpMethod,
      headers: {
        ...(call.isOpen === true ? {} : { authorization: `Basic ${credentials}` }),
        accept: "application/json",
        "user-agent": "pulumi-stytch-connected-apps",
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    };
  }

  /** A status that reports a failure counts even if the response broke off after it. */
  function errorOf(
    call: Call,
    error: unknown,
    { progress: { sent, status }, timedOut, timeoutMs }: Ending,
  ): StytchRequestError {
    if (status !== undefined && status >= 300) {
      return apiErrorFrom(call, status, "", { hide, names });
    }
    if (error instanceof StytchResponseError) return error;
    return failureFrom(call, error, {
      ...{ sent, timedOut, timeoutMs, names },
      apiUrl: settings.apiUrl,
    });
  }

  const now = () => clock.monotonicMs();
  const budget = createBudget({
    maxConcurrent: maxConcurrentRequests,
    maxPerSecond: maxRequestsPerSecond,
    now,
    wait,
  });
  const limits = { attemptTimeoutMs, totalTimeoutMs, slowResponseMs };
  const calls = retriedCalls(attempt, {
    ...{ budget, retry, ...limits, timeoutName: names.timeout },
    ...{ onWait, now, random, wait, stop: options.stop },
  });
  onTraffic(calls.traffic);
  return { send: calls.send, close: () => dispatcher.close() };
}

/** How an attempt ended that got no whole response. */
interface Ending {
  readonly progress: Progress;
  readonly timedOut: boolean;
  readonly timeoutMs: number;
}

/** The value of a header, unless it is there several times. */
function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

/** The server's own time, against which its dates make sense even where this machine's time is wrong. */
function serverTime(date: string | undefined, clock: Clock): number {
  const nowMs = clock.epochMs();
  return parseHttpDate(date ?? "", nowMs) ?? nowMs;
}

function proxyAgent(pool: Pool.Options): Dispatcher {
  try {
    return new EnvHttpProxyAgent(pool);
  } catch {
    // No cause: it holds the URL, and the URL may hold the proxy's password.
    throw new StytchSettingsError(
      "The variable HTTPS_PROXY or HTTP_PROXY is not a URL. Set it to one such as http://proxy.example.com:8080, or unset it.",
    );
  }
}
