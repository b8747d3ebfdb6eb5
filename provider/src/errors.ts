import type { AdoptionError } from "./connected-app/adopt/adopt.ts";
import type { DestructiveChangeError } from "./connected-app/destruction.ts";
import type {
  ConnectedAppAmbiguousError,
  ConnectedAppNotFoundError,
  LookupArgumentsError,
} from "./connected-app/lookup/errors.ts";
import type { RotationError } from "./connected-app/rotation/plan.ts";
import type {
  NoSuchResourceError,
  OutcomeUnknownError,
  SharedResourceError,
} from "./lifecycle/errors.ts";
import type { ProgramError } from "./program/program-error.ts";
import type {
  StytchApiError,
  StytchIncompleteCreateError,
  StytchInterruptedError,
  StytchNetworkError,
  StytchResponseError,
  StytchSettingsError,
  StytchTimeoutError,
} from "./stytch/errors.ts";

/**
 * What the look-ups of a program find wrong: the `cause` of a `ProgramError` that a look-up threw. Its
 * `code` distinguishes the classes.
 */
export type LookupError =
  | ConnectedAppAmbiguousError
  | ConnectedAppNotFoundError
  | LookupArgumentsError
  | StytchApiError
  | StytchNetworkError
  | StytchResponseError
  | StytchSettingsError
  | StytchTimeoutError;

/**
 * Every error that this package raises on purpose. A program catches `ProgramError` alone; the others
 * are its `cause`, or arise in the engine's provider process, which shows their code and message at the
 * resource.
 */
export type AnyStytchError =
  | AdoptionError
  | DestructiveChangeError
  | LookupError
  | NoSuchResourceError
  | OutcomeUnknownError
  | ProgramError
  | RotationError
  | SharedResourceError
  | StytchIncompleteCreateError
  | StytchInterruptedError;

export {
  ConnectedAppAmbiguousError,
  ConnectedAppNotFoundError,
  LookupArgumentsError,
} from "./connected-app/lookup/errors.ts";
export { ProgramError } from "./program/program-error.ts";
export {
  StytchApiError,
  StytchNetworkError,
  StytchRequestError,
  StytchResponseError,
  StytchSettingsError,
  StytchTimeoutError,
} from "./stytch/errors.ts";
export {
  type CodedError,
  isStytchError,
  StytchError,
  type StytchErrorCode,
} from "./stytch-error.ts";
export type {
  AdoptionError,
  DestructiveChangeError,
  NoSuchResourceError,
  OutcomeUnknownError,
  RotationError,
  SharedResourceError,
  StytchIncompleteCreateError,
  StytchInterruptedError,
};
