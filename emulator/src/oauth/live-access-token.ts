import { ApiError, apiError } from "../errors.ts";
import { sha256 } from "../ids.ts";
import type { AccessToken } from "../state/access-token.ts";
import type { OAuthContext } from "./context.ts";

/**
 * Finds an access token that still gives access.
 *
 * @throws ApiError 404 `idp_access_token_not_found` if unknown or revoked, 401
 * `connected_app_consent_revoked`, 401 `idp_access_token_expired`.
 */
export function findLiveAccessToken({ state, clock }: OAuthContext, token: string): AccessToken {
  const found = state.accessTokens.get(sha256(token));
  if (found?.ending === "consent_revoked") throw apiError("connected_app_consent_revoked");
  if (found === undefined || found.ending !== null) throw apiError("idp_access_token_not_found");
  if (found.expiresAt <= clock.now()) throw apiError("idp_access_token_expired");
  return found;
}

/** The same error with the one status that RFC 6750 has for an invalid token. */
export function asUnauthorized(error: ApiError): ApiError {
  return new ApiError(401, error.errorType, error.message);
}
