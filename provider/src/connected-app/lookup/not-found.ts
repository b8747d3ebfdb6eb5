import { StytchApiError } from "../../stytch/errors.ts";

/** `connected_app_not_found`, not any 404: a wrong address does not say that there is no such client. */
export function isNotFound(error: unknown): boolean {
  return (
    error instanceof StytchApiError &&
    error.status === 404 &&
    error.errorType === "connected_app_not_found"
  );
}
