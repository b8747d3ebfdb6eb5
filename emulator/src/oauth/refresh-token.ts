import { isPublic } from "../connected-app/client-type.ts";
import { newOpaqueToken, sha256 } from "../ids.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { Grant } from "../state/grant.ts";
import type { RefreshToken } from "../state/refresh-token.ts";
import type { OAuthContext } from "./context.ts";
import { OAuthError } from "./oauth-error.ts";

/** "3 months", taken as 90 days. */
const LIFETIME_MS = 90 * 24 * 60 * 60_000;

/** @returns An opaque token. */
export function issueRefreshToken({ state, clock }: OAuthContext, grant: Grant): string {
  const token = newOpaqueToken();
  state.refreshTokens.add({
    id: sha256(token),
    grant,
    used: false,
    ending: null,
    issuedAt: clock.now(),
    expiresAt: clock.now() + LIFETIME_MS,
  });
  return token;
}

/** @throws OAuthError 400 `invalid_grant`; 401 if the consent was revoked. */
export function findRefreshToken(
  { state, clock, misbehaviours }: OAuthContext,
  app: ConnectedApp,
  token: string,
): RefreshToken {
  const found = state.refreshTokens.get(sha256(token));
  if (found === undefined || found.grant.clientId !== app.clientId) {
    throw new OAuthError("invalid_grant", "idp_refresh_token_not_found: no such refresh token.");
  }
  if (found.ending === "consent_revoked")
    throw new OAuthError(
      "invalid_grant",
      "connected_app_consent_revoked: the permission was revoked; complete another authorization flow.",
      // Documented for the API as 401; RFC 6749 has no better name for it than invalid_grant.
      401,
    );
  if (found.ending === "revoked") {
    throw new OAuthError(
      "invalid_grant",
      "idp_refresh_token_not_found: the refresh token was revoked.",
    );
  }
  if (found.used && !misbehaviours.has("refresh_reuse_accepted")) {
    throw new OAuthError(
      "invalid_grant",
      "idp_refresh_token_already_used: the refresh token was used before.",
    );
  }
  if (found.expiresAt <= clock.now()) {
    throw new OAuthError(
      "invalid_grant",
      "idp_refresh_token_expired: the refresh token has expired.",
    );
  }
  return found;
}

/**
 * Spends a refresh token: a new one replaces that of a public client, and that of a confidential
 * client lives another 3 months.
 *
 * @returns The next token, where it rotates: that of a public client, or of any by the habit
 * `refresh_token_rotation`.
 * @see https://stytch.com/docs/api/connected-app-token-refresh-token
 */
export function spendRefreshToken(
  context: OAuthContext,
  app: ConnectedApp,
  token: RefreshToken,
): string | undefined {
  const { state, clock, habits, misbehaviours } = context;
  const rotates = isPublic(app.clientType) || habits.refresh_token_rotation === "all";
  if (rotates && !misbehaviours.has("refresh_not_rotated")) {
    state.refreshTokens.replace({ ...token, used: true });
    return issueRefreshToken(context, token.grant);
  }
  state.refreshTokens.replace({ ...token, expiresAt: clock.now() + LIFETIME_MS });
  return undefined;
}
