import { StytchApiError } from "../../stytch/errors.ts";

/** `connected_app_not_found`, not any 404: that of a wrong address does not mean that the client is gone. */
export function isNotFound(error: unknown): boolean {
  return (
    error instanceof StytchApiError &&
    error.status === 404 &&
    error.errorType === "connected_app_not_found"
  );
}
