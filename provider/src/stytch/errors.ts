import { StytchError } from "../stytch-error.ts";

/** Which request an error belongs to. Holds neither headers nor bodies, so it is safe to print. */
export interface RequestPlace {
  /** HTTP method, upper case. */
  readonly method: string;
  /** Path of the URL, without host and query. */
  readonly path: string;
}

/** The project id, the secret or another setting is missing or malformed; nothing was sent. */
export class StytchSettingsError extends StytchError {
  readonly code = "ERR_STYTCH_SETTINGS";
}

/** Base of the errors of one request. Every field is always defined. */
export abstract class StytchRequestError extends StytchError {
  readonly method: string;
  readonly path: string;
  /**
   * Whether Stytch may have executed the request although no good response arrived. `false` only
   * if it certainly has not: the request was never sent, or the server refused it (4xx).
   */
  readonly mayHaveTakenEffect: boolean;

  constructor(
    place: RequestPlace,
    problem: string,
    mayHaveTakenEffect: boolean,
    options?: ErrorOptions,
  ) {
    super(`${place.method} ${place.path}: ${problem}`, options);
    this.method = place.method;
    this.path = place.path;
    this.mayHaveTakenEffect = mayHaveTakenEffect;
  }
}

/** What an error response of Stytch says about itself. */
export interface ApiErrorDetails {
  /** HTTP status of the response. */
  readonly status: number;
  /** Stytch's `error_type`; undefined where a proxy responded instead of Stytch. */
  readonly errorType?: string | undefined;
  /** Stytch's `request_id`, for Stytch's support; undefined where a proxy responded instead. */
  readonly requestId?: string | undefined;
  /** Stytch's `error_message`; undefined where a proxy responded instead. */
  readonly errorMessage?: string | undefined;
}

/**
 * Stytch, or a proxy in front of it, responded with a status other than 2xx.
 *
 * @see https://stytch.com/docs/api/errors
 */
export class StytchApiError extends StytchRequestError {
  readonly code = "ERR_STYTCH_API";
  /** HTTP status of the response; always defined. */
  readonly status: number;
  /** Stytch's `error_type`; undefined where a proxy responded instead of Stytch. */
  readonly errorType: string | undefined;
  /** Stytch's `request_id`, for Stytch's support; undefined where a proxy responded instead. */
  readonly requestId: string | undefined;

  constructor(place: RequestPlace, details: ApiErrorDetails, hint: string) {
    const said = details.errorType
      ? `${details.errorType}${details.errorMessage ? `: ${details.errorMessage}` : ""}`
      : "the response is not in Stytch's error format; a proxy may have sent it";
    const request = details.requestId ? ` (request_id ${details.requestId})` : "";
    super(place, `${details.status} ${said}${request} ${hint}`, details.status >= 500);
    this.status = details.status;
    this.errorType = details.errorType;
    this.requestId = details.requestId;
  }
}

/**
 * The connection could not be made, or broke before the complete response had arrived. `cause` is the
 * error of the HTTP client.
 */
export class StytchNetworkError extends StytchRequestError {
  readonly code = "ERR_STYTCH_NETWORK";
}

/**
 * No complete response arrived within the time limits. `cause` is the error of the HTTP client; undefined
 * where the request was never sent.
 */
export class StytchTimeoutError extends StytchRequestError {
  readonly code = "ERR_STYTCH_TIMEOUT";
}

/**
 * The command was interrupted, as by Ctrl-C, or a signal ended the call, before its complete response had
 * arrived. `cause` is the error of the attempt before; undefined where there was none.
 */
export class StytchInterruptedError extends StytchRequestError {
  readonly code = "ERR_STYTCH_INTERRUPTED";
}

/**
 * The response arrived with status 2xx but is not what the API specifies. `cause` is always undefined: it
 * could quote the response.
 */
export class StytchResponseError extends StytchRequestError {
  readonly code = "ERR_STYTCH_RESPONSE";
}

/**
 * A create succeeded, but only the identity of the new client could be read from its response. The
 * identity is private, so that printing the error does not print the secret.
 */
export class StytchIncompleteCreateError extends StytchResponseError {
  readonly #identity: { readonly clientId: string; readonly clientSecret: string };

  constructor(
    place: RequestPlace,
    problem: string,
    identity: { readonly clientId: string; readonly clientSecret: string },
  ) {
    super(place, problem, true);
    this.#identity = identity;
  }

  /** The id of the new client, and its secret (`""` for public clients). */
  identity(): { readonly clientId: string; readonly clientSecret: string } {
    return this.#identity;
  }
}
