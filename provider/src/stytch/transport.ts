import { setTimeout as delay } from "node:timers/promises";
import { type Dispatcher, EnvHttpProxyAgent, request as httpRequest, Pool } from "undici";
import {
  type RequestPlace,
  StytchApiError,
  StytchRequestError,
  StytchResponseError,
  StytchSettingsError,
  StytchTimeoutError,
} from "./errors.ts";
import { apiErrorFrom, cancelled, failureFrom, parseAnswer } from "./failures.ts";
import {
  DEFAULT_RETRY,
  delayBefore,
  isRateLimit,
  mayRepeat,
  parseRetryAfter,
  type Repeatability,
  type RetryOptions,
} from "./retry.ts";
import { isLoopback, type StytchSettings } from "./settings.ts";

/** A wait that a person may wonder about: before a repetition, or for an answer that is late. */
export interface WaitEvent extends RequestPlace {
  /** Why, in words. */
  readonly reason: string;
  /** How long the wait will take, in milliseconds; undefined where only the server knows. */
  readonly waitMs: number | undefined;
}

/** Time limits, repetition and the outside world. All times in milliseconds. */
export interface TransportOptions {
  /** For the connection, TLS included. Default `10_000`. */
  readonly connectTimeoutMs?: number;
  /** For one attempt, from sending to the last byte of the answer. Default `30_000`. */
  readonly attemptTimeoutMs?: number;
  /** For a call with all its attempts and waits. Default `180_000`. */
  readonly totalTimeoutMs?: number;
  /** Connections kept open at most. Default `32`. */
  readonly connections?: number;
  readonly retry?: Partial<RetryOptions>;
  /** Told of each wait before a repetition, and every `slowAnswerMs` without an answer. */
  readonly onWait?: (event: WaitEvent) => void;
  /** Default `5_000`. */
  readonly slowAnswerMs?: number;
  /** Where requests go; for tests. Default: a keep-alive pool that honours the proxy environment. */
  readonly dispatcher?: Dispatcher;
  /** Milliseconds since the epoch; for tests. */
  readonly now?: () => number;
  /** From 0 to 1; for tests. */
  readonly random?: () => number;
  /** Resolves after so many milliseconds, or rejects when the signal ends the wait; for tests. */
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** One call of the API. */
export interface Call extends RequestPlace {
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly repeatability: Repeatability;
  /** Ends the call, also while it waits for a repetition. */
  readonly signal?: AbortSignal | undefined;
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

/** Answers larger than this are refused: a page of 1,000 clients is about 1 MB. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

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
    connections = 32,
    onWait = () => {},
    slowAnswerMs = 5_000,
    now = Date.now,
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
    let sent = false;
    const observed = dispatcher.compose(
      onSend(() => {
        sent = true;
      }),
    );
    const slow = setInterval(
      () => onWait({ ...placeOf(call), reason: "no answer yet", waitMs: undefined }),
      slowAnswerMs,
    );
    let status: number | undefined;
    try {
      const answering = httpRequest(`${settings.apiUrl}${call.path}`, {
        method: call.method as Dispatcher.HttpMethod,
        dispatcher: observed,
        headers: {
          authorization: `Basic ${credentials}`,
          accept: "application/json",
          "user-agent": "pulumi-stytch-connected-apps",
          ...(call.body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: call.body === undefined ? null : JSON.stringify(call.body),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal,
      });
      const answer = await unlessAborted(answering, signal);
      status = answer.statusCode;
      const retryAfter = answer.headers["retry-after"];
      const text = await readAll(call, answer.body);
      if (status >= 200 && status < 300) return parseAnswer(call, text);
      throw new RefusedAnswer(
        apiErrorFrom(call, status, text, hide),
        parseRetryAfter(typeof retryAfter === "string" ? retryAfter : undefined, now()),
      );
    } catch (error) {
      if (error instanceof RefusedAnswer) throw error;
      if (status !== undefined && status >= 300) throw apiErrorFrom(call, status, "", hide);
      if (error instanceof StytchResponseError) throw error;
      throw failureFrom(call, error, { sent, timedOut: timeout.aborted, timeoutMs });
    } finally {
      clearInterval(slow);
    }
  }

  return {
    async send(call) {
      const deadline = now() + totalTimeoutMs;
      let failures = 0;
      for (let tries = 1; ; tries += 1) {
        if (call.signal?.aborted) throw cancelled(call, false);
        try {
          const timeoutMs = Math.ceil(Math.min(attemptTimeoutMs, deadline - now()));
          return await attempt(call, Math.max(1, timeoutMs));
        } catch (caught) {
          const error = caught instanceof RefusedAnswer ? caught.error : caught;
          const retryAfterMs = caught instanceof RefusedAnswer ? caught.retryAfterMs : undefined;
          if (!isRateLimit(error)) failures += 1;
          if (call.signal?.aborted || !mayRepeat(error, call.repeatability, failures, retry)) {
            throw error;
          }
          const waitMs = delayBefore(tries, retryAfterMs, retry, random);
          if (now() + waitMs >= deadline) throw error;
          onWait({ ...placeOf(call), reason: reasonOf(error), waitMs });
          await wait(waitMs, call.signal).catch(() => {
            const tookEffect = error instanceof StytchRequestError && error.mayHaveTakenEffect;
            throw cancelled(call, tookEffect, error);
          });
        }
      }
    },
    close: () => dispatcher.close(),
  };
}

/** Tells when a request leaves the queue for a connection: until then nothing was sent. */
function onSend(sending: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (request, handler) => {
    const start = handler.onRequestStart?.bind(handler);
    handler.onRequestStart = (controller, context) => {
      sending();
      start?.(controller, context);
    };
    return dispatch(request, handler);
  };
}

/**
 * The dispatcher takes note of a signal only once it has a connection, which a silent proxy or a
 * full queue can put off for minutes. Late answers are dropped.
 */
function unlessAborted(
  answering: Promise<Dispatcher.ResponseData>,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    answering.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
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

/** Carries the wait that a server asked for beside the error, which has no business knowing it. */
class RefusedAnswer extends Error {
  readonly error: StytchApiError;
  readonly retryAfterMs: number | undefined;

  constructor(error: StytchApiError, retryAfterMs: number | undefined) {
    super(error.message);
    this.error = error;
    this.retryAfterMs = retryAfterMs;
  }
}

async function readAll(call: Call, body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) {
      const problem = `the answer is larger than ${MAX_ANSWER_BYTES} bytes.`;
      throw new StytchResponseError(call, problem, call.method !== "GET");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
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
