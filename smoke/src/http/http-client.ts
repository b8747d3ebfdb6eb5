import { setTimeout as delay } from "node:timers/promises";
import { Agent, type Dispatcher, EnvHttpProxyAgent, request as sendRequest } from "undici";
import { RequestError, SmokeTargetError, StoppedError } from "../errors.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /**
   * Whether a cancelled run still waits for the answer, because what the request makes has to be
   * known to be removed. Default: no.
   */
  readonly finish?: boolean | undefined;
}

export interface HttpAnswer {
  /** `METHOD /path`, for messages. */
  readonly place: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface HttpClient {
  /**
   * Sends one request and reads the whole answer, whatever its status.
   *
   * @throws RequestError if no whole answer arrives, StoppedError if the run is over.
   */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Requests sent so far, repetitions included. */
  count(): number;
  close(): Promise<void>;
}

export interface HttpLimits {
  /** Milliseconds for one request, from connecting to the last byte. */
  readonly requestTimeoutMs: number;
  /** Ends requests early; asked for at each, since clean-up outlives the run. */
  readonly signal: () => AbortSignal;
  /** Resolves after so many milliseconds, or rejects when the signal fires. Default: a timer. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

const LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;

/** 429 says that nothing was done, so every request may be repeated. */
const TRIES = 3;
const LONGEST_WAIT_MS = 5_000;

/** @param loopback whether the target is this machine, where no proxy is asked. */
export function createHttpClient(limits: HttpLimits, loopback: boolean): HttpClient {
  const dispatcher = loopback ? new Agent() : proxyAgent();
  const { wait = async (ms, signal) => delay(ms, undefined, { signal }) } = limits;
  let count = 0;

  async function attempt(request: HttpRequest, place: string): Promise<HttpAnswer> {
    const timeout = AbortSignal.timeout(limits.requestTimeoutMs);
    const run = limits.signal();
    if (run.aborted) throw stopped(run);
    count += 1;
    try {
      const answer = await sendRequest(request.url, {
        method: request.method,
        headers: { ...request.headers, "user-agent": "stytch-connected-apps-smoke" },
        body: request.body ?? null,
        dispatcher,
        signal: request.finish ? timeout : AbortSignal.any([timeout, run]),
      });
      const text = await readAll(answer.body, place);
      return { place, status: answer.statusCode, headers: flat(answer.headers), text };
    } catch (error) {
      if (error instanceof RequestError) throw error;
      if (run.aborted && !request.finish) throw stopped(run);
      if (timeout.aborted) {
        throw new RequestError(place, `no whole answer within ${limits.requestTimeoutMs / 1000} s`);
      }
      // No cause: the parser's errors quote the bytes they choke on, and those may hold a token.
      throw new RequestError(place, `no answer (${codeOf(error)})`);
    }
  }

  return {
    async send(request) {
      const place = `${request.method} ${new URL(request.url).pathname}`;
      for (let tries = 1; ; tries += 1) {
        const answer = await attempt(request, place);
        if (answer.status !== 429 || tries === TRIES) return answer;
        const seconds = Number(answer.headers["retry-after"] ?? 1);
        const ms = Number.isFinite(seconds) ? Math.max(seconds, 0) * 1000 : 1000;
        const signal = limits.signal();
        await wait(Math.min(ms, LONGEST_WAIT_MS), signal).catch(() => {
          throw stopped(signal);
        });
      }
    },
    count: () => count,
    // Not close(): an answer that a cancelled run no longer waits for must not hold the process.
    close: () => dispatcher.destroy(),
  };
}

function proxyAgent(): Dispatcher {
  try {
    return new EnvHttpProxyAgent();
  } catch {
    // No cause: it holds the URL, and the URL may hold the proxy's password.
    throw new SmokeTargetError(
      "The variable HTTPS_PROXY or HTTP_PROXY is not a URL such as http://proxy.example.com:8080.",
    );
  }
}

function stopped(signal: AbortSignal): StoppedError {
  return signal.reason instanceof StoppedError
    ? signal.reason
    : new StoppedError("the run was cancelled", "cancelled");
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
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
    if (bytes > LARGEST_ANSWER_BYTES) {
      throw new RequestError(place, `the answer is larger than ${LARGEST_ANSWER_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
