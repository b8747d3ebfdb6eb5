import { sha256 } from "../ids.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { OAuthContext } from "./context.ts";
import { endTokens } from "./endings.ts";
import { OAuthError } from "./oauth-error.ts";

/**
 * Revokes a token: an access token alone, a refresh token with every token of its authorization.
 * An unknown token counts as revoked.
 *
 * @throws OAuthError 400 `invalid_grant` for the token of another client.
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-2.1
 */
export function revokeToken({ state }: OAuthContext, app: ConnectedApp, token: string): void {
  const id = sha256(token);
  const accessToken = state.accessTokens.get(id);
  const refreshToken = state.refreshTokens.get(id);
  const grant = accessToken?.grant ?? refreshToken?.grant;
  if (grant !== undefined && grant.clientId !== app.clientId) {
    throw new OAuthError("invalid_grant", "The token was issued to another client.");
  }
  if (accessToken !== undefined) {
    state.accessTokens.replace({ ...accessToken, ending: accessToken.ending ?? "revoked" });
  }
  if (refreshToken !== undefined) {
    const { grantId } = refreshToken.grant;
    endTokens(state, (other) => other.grantId === grantId, "revoked");
  }
}
