import { sha256 } from "../ids.ts";
import { subjectOf } from "../people/subject.ts";
import { organizationClaim } from "../sessions/session-jwt.ts";
import type { AccessToken } from "../state/access-token.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { RefreshToken } from "../state/refresh-token.ts";
import { epochSeconds } from "../timestamp.ts";
import type { OAuthContext } from "./context.ts";

/**
 * What introspection says about a token. To any client but its own it is as inactive as an unknown
 * one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7662#section-2.2
 */
export function introspect(
  context: OAuthContext,
  app: ConnectedApp,
  token: string,
): Record<string, unknown> {
  const { state } = context;
  const id = sha256(token);
  const accessToken = state.accessTokens.get(id);
  if (accessToken !== undefined && isActive(context, app, accessToken)) {
    const { jti: _, ...claims } = accessToken.claims;
    return { ...claims, active: true, token_type: "access_token" };
  }
  const refreshToken = state.refreshTokens.get(id);
  if (refreshToken !== undefined && isActive(context, app, refreshToken)) {
    return { ...refreshTokenClaims(context, refreshToken), active: true };
  }
  return { active: false };
}

function isActive(
  { clock, misbehaviours }: OAuthContext,
  app: ConnectedApp,
  token: AccessToken | RefreshToken,
): boolean {
  if (misbehaviours.has("introspection_inactive")) return false;
  const hasEnded =
    token.ending !== null && !misbehaviours.has("introspection_says_active_after_revoke");
  const isSpent = "used" in token && token.used && !misbehaviours.has("refresh_reuse_accepted");
  const isOwn = token.grant.clientId === app.clientId;
  return isOwn && !hasEnded && !isSpent && token.expiresAt > clock.now();
}

function refreshTokenClaims(context: OAuthContext, token: RefreshToken) {
  const { grant, issuedAt, expiresAt } = token;
  return {
    ...organizationClaim(subjectOf(context.state, grant)),
    iss: context.issuer,
    sub: grant.subjectId,
    aud: [context.project.projectId],
    client_id: grant.clientId,
    scope: grant.scopes.join(" "),
    iat: epochSeconds(issuedAt),
    nbf: epochSeconds(issuedAt),
    exp: epochSeconds(expiresAt),
    token_type: "refresh_token",
  };
}
