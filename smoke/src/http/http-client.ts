import { setTimeout as delay } from "node:timers/promises";
import { Agent, type Dispatcher, EnvHttpProxyAgent, request as sendRequest } from "undici";
import { RequestError, SmokeTargetError, StoppedError } from "../errors.ts";
import { connectionProblem, hostAndPort } from "./connection-error.ts";
import { mayResend, readRetryAfter, waitBefore } from "./retry.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /**
   * Whether sending it twice does no more than sending it once, so that it may be retried where its
   * outcome is unknown. Default: yes for GET and DELETE, no for POST.
   */
  readonly idempotent?: boolean | undefined;
  /**
   * Whether a cancelled run still waits for the response, which names what clean-up has to remove.
   * Default: no.
   */
  readonly finish?: boolean | undefined;
}

export interface HttpResponse {
  /** `METHOD /path`, for messages. */
  readonly place: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** What the Retry-After header asks for. */
  readonly retryAfterMs: number | undefined;
  /** Whether the request used all its retries, so that no other may follow it. */
  readonly retried: boolean;
}

export interface HttpClient {
  /**
   * Sends one request and reads the whole response, whatever its status. Retries where that does no
   * harm: the server has done nothing, or the request is idempotent.
   *
   * @throws RequestError if no whole response arrives, StoppedError if the run is over.
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Waits before a retry.
   *
   * @param tries The tries so far, at least 1.
   * @returns false at once, if no retry is left or the server asks for too long a wait.
   * @throws StoppedError if the run ends meanwhile.
   */
  pause(tries: number, retryAfterMs: number | undefined): Promise<boolean>;
  /** Requests sent so far, retries included. */
  count(): number;
  /** The response that arrived last, which identifies the one that accepted an attack. */
  last(): HttpResponse | undefined;
  close(): Promise<void>;
}

export interface HttpLimits {
  /** Milliseconds for one request, from connecting to the last byte. */
  readonly requestTimeoutMs: number;
  /** Retries of each request and of each flow. */
  readonly retries: number;
  /** Ends requests early; read for each, since clean-up continues after the run. */
  readonly signal: () => AbortSignal;
  /** Resolves after the given milliseconds, or rejects when the signal fires. Default: a timer. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

const LARGEST_RESPONSE_BYTES = 4 * 1024 * 1024;

/** @param loopback Whether the target is this machine, which needs no proxy. */
export function createHttpClient(limits: HttpLimits, loopback: boolean): HttpClient {
  const dispatcher = loopback ? new Agent() : proxyAgent();
  const { wait = async (ms, signal) => delay(ms, undefined, { signal }) } = limits;
  const proxied = !loopback && PROXY_VARIABLES.some((name) => process.env[name]);
  let count = 0;
  let last: HttpResponse | undefined;

  async function attempt(request: HttpRequest, place: string): Promise<HttpResponse> {
    const timeout = AbortSignal.timeout(limits.requestTimeoutMs);
    const run = limits.signal();
    if (run.aborted) throw stopped(run);
    count += 1;
    try {
      const response = await sendRequest(request.url, {
        method: request.method,
        headers: { ...request.headers, "user-agent": "stytch-connected-apps-smoke" },
        body: request.body ?? null,
        dispatcher,
        signal: request.finish ? timeout : AbortSignal.any([timeout, run]),
      });
      const text = await readAll(response.body, place);
      const headers = flat(response.headers);
      const retryAfterMs = readRetryAfter(headers["retry-after"], Date.now());
      return { place, status: response.statusCode, headers, text, retryAfterMs, retried: false };
    } catch (error) {
      if (error instanceof RequestError) throw error;
      if (run.aborted && !request.finish) throw stopped(run);
      if (timeout.aborted) {
        const seconds = limits.requestTimeoutMs / 1000;
        const problem = `no whole response from ${hostAndPort(request.url)} within ${seconds} s`;
        throw new RequestError(place, problem);
      }
      const { problem, sent } = connectionProblem(error, request.url, proxied);
      throw new RequestError(place, problem, sent);
    }
  }

  async function pause(tries: number, retryAfterMs: number | undefined): Promise<boolean> {
    const ms = tries > limits.retries ? undefined : waitBefore(tries, retryAfterMs);
    if (ms === undefined) return false;
    const signal = limits.signal();
    await wait(ms, signal).catch(() => {
      throw stopped(signal);
    });
    return true;
  }

  return {
    async send(request) {
      const place = `${request.method} ${new URL(request.url).pathname}`;
      const { idempotent = request.method !== "POST" } = request;
      for (let tries = 1; ; tries += 1) {
        try {
          last = await attempt(request, place);
          if (!mayResend(last.status, idempotent)) return last;
          if (!(await pause(tries, last.retryAfterMs))) return { ...last, retried: true };
        } catch (error) {
          if (!(error instanceof RequestError) || (error.sent && !idempotent)) throw error;
          error.retried = true;
          if (!(await pause(tries, undefined))) throw error;
        }
      }
    },
    pause,
    last: () => last,
    count: () => count,
    // Not close(): a response that a cancelled run no longer waits for must not keep the process alive.
    close: () => dispatcher.destroy(),
  };
}

function proxyAgent(): Dispatcher {
  try {
    return new EnvHttpProxyAgent();
  } catch {
    // No cause: it holds the URL, and the URL may hold the proxy's password.
    throw new SmokeTargetError(
      "The variable HTTPS_PROXY or HTTP_PROXY is not a URL. Set it to one such as http://proxy.example.com:8080, or unset it.",
    );
  }
}

function stopped(signal: AbortSignal): StoppedError {
  return signal.reason instanceof StoppedError
    ? signal.reason
    : new StoppedError("the run was cancelled", "cancelled");
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value ?? "")]);
  return Object.fromEntries(pairs);
}

async function readAll(body: Dispatcher.ResponseData["body"], place: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > LARGEST_RESPONSE_BYTES) {
      throw new RequestError(place, `the response is larger than ${LARGEST_RESPONSE_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
