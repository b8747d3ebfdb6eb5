import type { ProbeClock } from "./clock.ts";
import { NoResponseError, StoppedError } from "./errors.ts";
import type { Pace } from "./pace.ts";
import type { ProbedProject } from "./project.ts";

/** A response as it came; a body that is no JSON object counts as none. */
export interface ApiResponse {
  status: number;
  body: Readonly<Record<string, unknown>>;
  /** When the request was sent and its response was there, in milliseconds since the Unix epoch. */
  sentAt: number;
  receivedAt: number;
}

export interface CallOptions {
  /** A form instead of JSON. */
  form?: Readonly<Record<string, string>>;
  /** Without the credentials of the project. */
  anonymous?: boolean;
  /** Goes on when the run is stopped: it removes something, or its response says what to remove. */
  finish?: boolean;
  /** Whether sending it twice does no more than once. Default: all but POST. */
  idempotent?: boolean;
}

/** Sends the requests of a run, one at a time. */
export interface Api {
  /**
   * @throws NoResponseError if no response could be read, or only ones of a server in trouble; StoppedError
   *   once the run is stopped, as it is after {@link MOST_FAILURES} such requests in a row.
   */
  call(method: string, path: string, body?: unknown, options?: CallOptions): Promise<ApiResponse>;
  /** Waits within the run. @throws StoppedError once the run is stopped, or would be meanwhile. */
  wait(ms: number, options?: Pick<CallOptions, "finish">): Promise<void>;
  now(): number;
  /** Requests sent so far. */
  count(): number;
}

export interface ApiSettings {
  project: ProbedProject;
  fetch: typeof fetch;
  clock: ProbeClock;
  pace: Pace;
  /** Stops the run. */
  signal: AbortSignal;
  /** When the run has to be over; what removes clients has {@link CLEAN_UP_MS} more. */
  deadline: number;
}

const CLEAN_UP_MS = 60_000;
const REQUEST_MS = 15_000;
const LONGEST_BODY = 8 * 1024 * 1024;
const TRIES = 4;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** So many requests in a row without a response: the server is gone, and asking on would tell nothing. */
export const MOST_FAILURES = 5;

/** The server has done nothing. */
const REFUSED_FOR_NOW = new Set([425, 429]);
/** Of what stands before a server that does not respond: no answer to any question. */
const UNAVAILABLE = new Set([502, 503, 504]);
const INTERNAL_ERROR = 500;

/** A request that had no answer. */
interface Failure {
  /** Method, path and what happened. */
  problem: string;
  /** The server has certainly done nothing. */
  isUndone: boolean;
  retryAfter: string | null;
  cause?: unknown;
}

type Attempt = { response: ApiResponse; retryAfter: string | null } | Failure;

export function createApi(settings: ApiSettings): Api {
  const { project, clock, pace, signal, deadline } = settings;
  const authorization = `Basic ${basicCredentials(project)}`;
  let count = 0;
  let failures = 0;
  /** Why the run is over, however the server does later. */
  let givenUp: string | undefined;

  function failed(failure: Failure): Failure {
    failures += 1;
    if (failures >= MOST_FAILURES) {
      givenUp ??= `the server answered none of ${MOST_FAILURES} requests in a row, the last of them ${failure.problem}`;
    }
    return failure;
  }

  /** Once the run is over, requests that clean up share the tries of one. */
  function mayTryAgain(tries: number): boolean {
    return tries < TRIES && failures < MOST_FAILURES + TRIES - 1;
  }

  function endOfTime(finish: boolean): number {
    if (finish) return deadline + CLEAN_UP_MS;
    if (signal.aborted) throw new StoppedError("the run was interrupted");
    if (givenUp !== undefined) throw new StoppedError(givenUp);
    return deadline;
  }

  /** Waits no longer than the run may last. */
  async function wait(ms: number, finish = false): Promise<void> {
    if (clock.now() + ms > endOfTime(finish)) throw new StoppedError("the time was up");
    await clock.wait(ms, finish ? undefined : signal).catch((error: unknown) => {
      // It rejects when the signal fires.
      endOfTime(finish);
      throw error;
    });
  }

  async function attempt(
    method: string,
    path: string,
    json: unknown,
    { form, anonymous = false, finish = false }: CallOptions,
  ): Promise<Attempt> {
    await pace.turn(finish ? undefined : signal).catch(() => {
      throw new StoppedError("the run was interrupted");
    });
    if (clock.now() > endOfTime(finish)) throw new StoppedError("the time was up");
    count += 1;
    const sentAt = clock.now();
    const content = contentOf(json, form);
    const timeout = AbortSignal.timeout(REQUEST_MS);
    const place = `${method} ${pathOf(path)}`;
    try {
      const sent = await settings.fetch(`${project.apiUrl}${path}`, {
        method,
        headers: {
          accept: "application/json",
          "user-agent": "stytch-emulator-probe",
          ...(!anonymous && { authorization }),
          ...(json !== undefined && { "content-type": "application/json" }),
        },
        ...(content !== undefined && { body: content }),
        redirect: "manual",
        signal: finish ? timeout : AbortSignal.any([timeout, signal]),
      });
      const { status } = sent;
      const retryAfter = sent.headers.get("retry-after");
      const body = readObject(await readText(sent));
      const isUndone = REFUSED_FOR_NOW.has(status);
      if (isUndone || UNAVAILABLE.has(status)) {
        return failed({ problem: `${place}: status ${status}`, isUndone, retryAfter });
      }
      failures = 0;
      return { response: { status, body, sentAt, receivedAt: clock.now() }, retryAfter };
    } catch (cause) {
      endOfTime(finish);
      const problem = `${place}: ${problemOf(cause, timeout)}`;
      return failed({ problem, isUndone: false, retryAfter: null, cause });
    }
  }

  return {
    async call(method, path, body, options = {}) {
      const { idempotent = method !== "POST", finish = false } = options;
      for (let tries = 1; ; tries += 1) {
        const seen = await attempt(method, path, body, options);
        const isFailure = "problem" in seen;
        const mayHelp = isFailure
          ? idempotent || seen.isUndone
          : idempotent && seen.response.status === INTERNAL_ERROR;
        if (!mayHelp || !mayTryAgain(tries)) {
          if (!isFailure) return seen.response;
          throw new NoResponseError(seen.problem, { cause: seen.cause });
        }
        await wait(waitBefore(tries, seen.retryAfter), finish);
      }
    },
    wait: async (ms, options) => wait(ms, options?.finish),
    now: clock.now,
    count: () => count,
  };
}

/** What HTTP Basic sends for a project. */
export function basicCredentials({ projectId, secret }: ProbedProject): string {
  return Buffer.from(`${projectId}:${secret}`).toString("base64");
}

function contentOf(json: unknown, form: CallOptions["form"]): string | URLSearchParams | undefined {
  if (form !== undefined) return new URLSearchParams(form);
  return json === undefined ? undefined : JSON.stringify(json);
}

/** A path without ids, for messages. */
function pathOf(path: string): string {
  return path.replace(/\b(project|connected-app)-(test|live)-[\w-]+/g, "{id}");
}

function waitBefore(tries: number, retryAfter: string | null): number {
  const wanted = /^\d{1,6}$/.test(retryAfter ?? "") ? Number(retryAfter) * 1000 : undefined;
  return Math.min(wanted ?? FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
}

async function readText(response: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_BODY) throw new Error("the response is too large");
  }
  return text + decoder.decode();
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Status and name of an error. */
export function describe({ status, body }: Pick<ApiResponse, "status" | "body">): string {
  const name = body.error_type ?? body.error;
  return typeof name === "string" ? `status ${status} ${name}` : `status ${status}`;
}

/** Whether a value of JSON is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Codes of the system only: a message may quote the address. */
function problemOf(error: unknown, timeout: AbortSignal): string {
  if (timeout.aborted) return `no whole response within ${REQUEST_MS / 1000} s`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  return code === undefined ? "the connection failed" : `the connection failed (${code})`;
}
