/** The stable `code` of every error that this package raises on purpose. */
export type StytchErrorCode =
  | "ERR_STYTCH_SETTINGS"
  | "ERR_STYTCH_API"
  | "ERR_STYTCH_NETWORK"
  | "ERR_STYTCH_TIMEOUT"
  | "ERR_STYTCH_RESPONSE";

/** Which request an error belongs to. Holds neither headers nor bodies, so it is safe to print. */
export interface RequestPlace {
  /** HTTP method, upper case. */
  readonly method: string;
  /** Path of the URL, without host and query. */
  readonly path: string;
}

/**
 * Base of all errors of this package: `instanceof StytchError`, or `error.code` to tell them apart.
 * No error holds a credential, a request header or a body, in any property or cause.
 */
export abstract class StytchError extends Error {
  abstract readonly code: StytchErrorCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The project id, the secret or the address is missing or malformed; nothing was sent. */
export class StytchSettingsError extends StytchError {
  readonly code = "ERR_STYTCH_SETTINGS";
}

/** Base of the errors of a request that was at least attempted. */
export abstract class StytchRequestError extends StytchError {
  readonly method: string;
  readonly path: string;
  /**
   * Whether Stytch may have carried the request out although no good answer arrived. `false` only
   * where that is certain: the request never left, or the server refused it (4xx).
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

/** What a Stytch error answer says about itself. */
export interface ApiErrorDetails {
  /** HTTP status of the answer. */
  readonly status: number;
  /** Stytch's `error_type`; undefined where a proxy answered instead of Stytch. */
  readonly errorType?: string | undefined;
  /** Stytch's `request_id`, to be quoted to Stytch support. */
  readonly requestId?: string | undefined;
  /** Stytch's `error_message`. */
  readonly errorMessage?: string | undefined;
}

/**
 * Stytch, or a proxy before it, answered with another status than 2xx.
 *
 * @see https://stytch.com/docs/api/errors
 */
export class StytchApiError extends StytchRequestError {
  readonly code = "ERR_STYTCH_API";
  readonly status: number;
  readonly errorType: string | undefined;
  readonly requestId: string | undefined;

  constructor(place: RequestPlace, details: ApiErrorDetails, hint: string) {
    const said = details.errorType
      ? `${details.errorType}${details.errorMessage ? `: ${details.errorMessage}` : ""}`
      : "the answer is not in Stytch's error format, a proxy may have sent it";
    const request = details.requestId ? ` (request_id ${details.requestId})` : "";
    super(place, `${details.status} ${said}${request} ${hint}`, details.status >= 500);
    this.status = details.status;
    this.errorType = details.errorType;
    this.requestId = details.requestId;
  }
}

/** The connection could not be made, or broke before the whole answer had arrived. */
export class StytchNetworkError extends StytchRequestError {
  readonly code = "ERR_STYTCH_NETWORK";
}

/** No whole answer within the time limits, or the caller's signal ended the wait. */
export class StytchTimeoutError extends StytchRequestError {
  readonly code = "ERR_STYTCH_TIMEOUT";
}

/** The answer arrived with status 2xx but is not what the API specifies. */
export class StytchResponseError extends StytchRequestError {
  readonly code = "ERR_STYTCH_RESPONSE";
}

/**
 * A create succeeded, but of its answer only the identity of the new client could be read. The
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
