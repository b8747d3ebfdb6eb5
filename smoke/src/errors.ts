/** The stable `code` of every error that this package raises on purpose. */
export type SmokeErrorCode =
  | "ERR_SMOKE_TARGET"
  | "ERR_SMOKE_FAILED"
  | "ERR_SMOKE_CHECK"
  | "ERR_SMOKE_REFUSED"
  | "ERR_SMOKE_REQUEST"
  | "ERR_SMOKE_STOPPED";

/** Base of all errors of this package. None holds a credential, a header or a body. */
export abstract class SmokeError extends Error {
  abstract readonly code: SmokeErrorCode;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The target or the options make no sense; nothing was sent. The message names each problem. */
export class SmokeTargetError extends SmokeError {
  readonly code = "ERR_SMOKE_TARGET";
}

/** A check failed, where the caller asked for an error instead of a report. */
export class SmokeFailedError extends SmokeError {
  readonly code = "ERR_SMOKE_FAILED";
}

/** What a check saw is not what it demands. */
export class CheckFailure extends SmokeError {
  readonly code = "ERR_SMOKE_CHECK";
  /** One sentence on what to do. */
  readonly advice: string;

  constructor(seen: string, advice: string) {
    super(seen);
    this.advice = advice;
  }
}

/** What a server said in refusing a request. */
export interface Refusal {
  /** HTTP status, 300 or above. */
  readonly status: number;
  /** Stytch's `error_type` or OAuth's `error`; undefined where a proxy answered. */
  readonly errorType: string | undefined;
  /** Stytch's `error_message` or OAuth's `error_description`. */
  readonly said: string | undefined;
  /** To be quoted to Stytch support. */
  readonly requestId: string | undefined;
}

/** The server answered, and said no. */
export class RefusedError extends SmokeError {
  readonly code = "ERR_SMOKE_REFUSED";
  readonly refusal: Refusal;

  constructor(place: string, refusal: Refusal) {
    const { status, errorType, said, requestId } = refusal;
    const why = errorType ?? "the answer is in no format of Stytch's, a proxy may have sent it";
    const what = `${status} ${why}${said ? `: ${said}` : ""}`;
    super(`${place}: ${what}${requestId ? ` (request_id ${requestId})` : ""}`);
    this.refusal = refusal;
  }
}

/** No whole answer arrived, or the answer is not as specified. */
export class RequestError extends SmokeError {
  readonly code = "ERR_SMOKE_REQUEST";

  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
  }
}

/** The run was cancelled, or its time is over. */
export class StoppedError extends SmokeError {
  readonly code = "ERR_SMOKE_STOPPED";
}
