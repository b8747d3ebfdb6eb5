import { visible } from "./visible.ts";

/** The stable `code` of every error that this package raises on purpose. */
export type SmokeErrorCode =
  | "ERR_SMOKE_TARGET"
  | "ERR_SMOKE_FAILED"
  | "ERR_SMOKE_CHECK"
  | "ERR_SMOKE_REFUSED"
  | "ERR_SMOKE_REQUEST"
  | "ERR_SMOKE_RESPONSE"
  | "ERR_SMOKE_STOPPED";

/** Base of all errors of this package. None holds a credential, a header or a body. */
export abstract class SmokeError extends Error {
  abstract readonly code: SmokeErrorCode;
  /** Whether no retry may follow: all are used up, or none is allowed. */
  retried = false;
  /** One sentence on what to do, where the kind of error does not say it. */
  advice?: string;

  constructor(message: string) {
    super(visible(message));
    this.name = new.target.name;
  }
}

/** The target or the options are invalid; nothing was sent. The message names every problem. */
export class SmokeTargetError extends SmokeError {
  readonly code = "ERR_SMOKE_TARGET";
}

/** A check failed, where the caller asked for an error instead of a report. */
export class SmokeFailedError extends SmokeError {
  readonly code = "ERR_SMOKE_FAILED";
}

/** A check saw something other than what it demands. */
export class CheckFailure extends SmokeError {
  readonly code = "ERR_SMOKE_CHECK";
  override readonly advice: string;
  /** Request ids of the responses at fault, for Stytch support. */
  readonly requestIds: readonly string[];

  constructor(seen: string, advice: string, requestIds: readonly string[] = []) {
    super(seen);
    this.advice = advice;
    this.requestIds = requestIds;
  }
}

/** How a server refused a request. */
export interface Refusal {
  /** HTTP status, 300 or above. */
  readonly status: number;
  /** Stytch's `error_type` or OAuth's `error`; undefined where a proxy responded. */
  readonly errorType: string | undefined;
  /** Stytch's `error_message` or OAuth's `error_description`. */
  readonly said: string | undefined;
  /** For Stytch support. */
  readonly requestId: string | undefined;
  /** What the Retry-After header asks for. */
  readonly retryAfterMs?: number | undefined;
}

/** The server responded, and refused. */
export class RefusedError extends SmokeError {
  readonly code = "ERR_SMOKE_REFUSED";
  readonly refusal: Refusal;

  constructor(place: string, refusal: Refusal) {
    const { status, errorType, said, requestId } = refusal;
    const why =
      errorType ?? "the response is not in any of Stytch's formats; a proxy may have sent it";
    const what = `${status} ${why}${said ? `: ${said}` : ""}`;
    super(`${place}: ${what}${requestId ? ` (request_id ${requestId})` : ""}`);
    this.refusal = refusal;
  }
}

/** No whole response of Stytch arrived. */
export class RequestError extends SmokeError {
  readonly code = "ERR_SMOKE_REQUEST";
  /** Whether the server may have received the request. */
  readonly sent: boolean;

  constructor(place: string, problem: string, sent = true) {
    super(`${place}: ${problem}`);
    this.sent = sent;
  }
}

/** A response arrived, and is not as specified. */
export class ResponseError extends SmokeError {
  readonly code = "ERR_SMOKE_RESPONSE";

  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
  }
}

/** The run was cancelled, or ran out of time. */
export class StoppedError extends SmokeError {
  readonly code = "ERR_SMOKE_STOPPED";
  readonly why: "cancelled" | "time-limit";

  constructor(message: string, why: StoppedError["why"]) {
    super(message);
    this.why = why;
  }
}

/** Statuses below 500 that say nothing about the request itself; 407 is a proxy's. */
const TRANSIENT = new Set([407, 408, 425, 429]);

/**
 * Whether an error says nothing about the client under test: no response of Stytch arrived, or only
 * one that says it is in trouble. Such an error is neither a refusal nor an acceptance.
 */
export function isInconclusive(error: unknown): boolean {
  if (error instanceof RequestError || error instanceof StoppedError) return true;
  if (!(error instanceof RefusedError)) return false;
  const { status, errorType } = error.refusal;
  return status >= 500 || TRANSIENT.has(status) || errorType === undefined;
}

/** Whether the server may have executed the request although it failed. */
export function mayHaveSucceeded(error: unknown): boolean {
  if (error instanceof RequestError) return error.sent;
  if (error instanceof ResponseError) return true;
  return error instanceof RefusedError && error.refusal.status >= 500;
}
