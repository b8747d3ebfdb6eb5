import { isPublic } from "../connected-app/client-type.ts";
import { sha256 } from "../ids.ts";
import type { AuthorizationCode } from "../state/authorization-code.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { OAuthContext } from "./context.ts";
import { endTokens } from "./endings.ts";
import { OAuthError } from "./oauth-error.ts";
import { verifierProblem } from "./pkce.ts";

export interface CodeRedemption {
  code: string;
  redirectUri: string | undefined;
  codeVerifier: string | undefined;
}

/**
 * Redeems an authorization code once. A second use also revokes the tokens that the first gave; a
 * use that fails for another reason leaves the code as it was.
 *
 * @throws OAuthError 400 `invalid_grant`, or `invalid_request` if a required redirect URI is missing.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3
 */
export function redeemCode(
  context: OAuthContext,
  app: ConnectedApp,
  { code, redirectUri, codeVerifier }: CodeRedemption,
): AuthorizationCode {
  const { state, clock, misbehaviours } = context;
  const found = state.authorizationCodes.get(sha256(code));
  if (found === undefined || found.grant.clientId !== app.clientId) {
    throw new OAuthError("invalid_grant", "idp_auth_code_not_found: no such authorization code.");
  }
  if (found.used && !misbehaviours.has("code_replay_accepted")) {
    const { grantId } = found.grant;
    endTokens(state, (grant) => grant.grantId === grantId, "revoked");
    throw new OAuthError(
      "invalid_grant",
      "idp_auth_code_not_found: the authorization code was used before.",
    );
  }
  if (found.expiresAt <= clock.now()) {
    throw new OAuthError(
      "invalid_grant",
      "idp_auth_code_expired: the authorization code has expired.",
    );
  }
  if (redirectUri === undefined && isRedirectUriNeeded(context, app)) {
    throw new OAuthError("invalid_request", "redirect_uri is missing.");
  }
  if (redirectUri !== undefined && redirectUri !== found.redirectUri) {
    throw new OAuthError(
      "invalid_grant",
      "redirect_uri is not the one of the authorization request.",
    );
  }
  const problem = verifierProblem(found.codeChallenge, codeVerifier);
  if (problem !== undefined && !misbehaviours.has("code_verifier_not_checked")) {
    throw new OAuthError(
      "invalid_grant",
      `${problem}: the code verifier does not go with the authorization request.`,
    );
  }
  const used = { ...found, used: true };
  state.authorizationCodes.replace(used);
  return used;
}

function isRedirectUriNeeded({ state }: OAuthContext, { clientType }: ConnectedApp): boolean {
  const { requireRedirectUri } = state.switches.get();
  if (requireRedirectUri === "confidential") return !isPublic(clientType);
  return requireRedirectUri === "always";
}
