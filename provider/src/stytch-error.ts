/** The stable `code` of every error that this package raises on purpose. */
export type StytchErrorCode =
  /** The project id, the secret, the address or another setting is missing or malformed. */
  | "ERR_STYTCH_SETTINGS"
  /** Stytch, or a proxy in front of it, responded with a status other than 2xx. */
  | "ERR_STYTCH_API"
  /** The connection could not be made, or broke. */
  | "ERR_STYTCH_NETWORK"
  /** No complete response arrived in time. */
  | "ERR_STYTCH_TIMEOUT"
  /** The command was interrupted before the complete response had arrived. */
  | "ERR_STYTCH_INTERRUPTED"
  /** The response is not what the API specifies. */
  | "ERR_STYTCH_RESPONSE"
  /** The response to a create was lost, and its client could not be identified for certain. */
  | "ERR_STYTCH_OUTCOME_UNKNOWN"
  /** The client to adopt has another type, does not exist, is not unique, or belongs to another resource. */
  | "ERR_STYTCH_ADOPTION"
  /** The secret versions ask for something that cannot be done, or not safely. */
  | "ERR_STYTCH_ROTATION"
  /** A client of a live project would be replaced or deleted without being named. */
  | "ERR_STYTCH_DESTRUCTIVE"
  /** A look-up, or a resource that is read, names something that the project does not have. */
  | "ERR_STYTCH_NOT_FOUND"
  /** A look-up by name found several clients. */
  | "ERR_STYTCH_AMBIGUOUS"
  /** The arguments of a look-up are wrong. */
  | "ERR_STYTCH_ARGUMENTS"
  /** A resource option that cannot work. */
  | "ERR_STYTCH_OPTIONS"
  /** The program's `@pulumi/pulumi` is too old for what it asks for. */
  | "ERR_STYTCH_PULUMI_SDK";

/** An error raised on purpose: its message is for people, its `code` is stable. */
export interface CodedError extends Error {
  readonly code: StytchErrorCode;
}

/** Registered for the whole process, since a program may load two copies of this package. */
const BRAND = Symbol.for("pulumi-stytch-connected-apps.error");

/**
 * Base of the errors of this package except `ProgramError`, which extends one of Pulumi's; `isStytchError`
 * recognizes both. No error contains a credential, a request header or a body, in any property or cause.
 */
export abstract class StytchError extends Error implements CodedError {
  static {
    brand(StytchError);
  }

  abstract readonly code: StytchErrorCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Makes `isStytchError` recognize the instances of a class that must extend another one. */
export function brand({ prototype }: { readonly prototype: object }): void {
  // On the prototype, where printing an error does not show it.
  Object.defineProperty(prototype, BRAND, { value: true });
}

/**
 * Whether this package raised an error on purpose, whichever of its copies did; anything else is a bug,
 * or comes from elsewhere.
 */
export function isStytchError(error: unknown): error is CodedError {
  return error instanceof Error && BRAND in error;
}
