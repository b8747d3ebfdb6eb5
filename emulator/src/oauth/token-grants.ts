import { subjectOf } from "../people/subject.ts";
import type { Subject } from "../people/subject-type.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { Grant } from "../state/grant.ts";
import { issueAccessToken } from "./access-token.ts";
import type { OAuthContext } from "./context.ts";
import { makeIdToken } from "./id-token.ts";
import { OAuthError } from "./oauth-error.ts";
import { type CodeRedemption, redeemCode } from "./redeem-code.ts";
import { findRefreshToken, issueRefreshToken, spendRefreshToken } from "./refresh-token.ts";

/**
 * `grant_type=authorization_code`: an access token, an ID token for `openid` and a refresh token
 * for `offline_access`.
 *
 * @see https://stytch.com/docs/api/connected-app-token
 */
export async function grantByCode(
  context: OAuthContext,
  app: ConnectedApp,
  redemption: CodeRedemption,
) {
  const { grant, nonce } = redeemCode(context, app, redemption);
  const refreshToken = grant.scopes.includes("offline_access")
    ? issueRefreshToken(context, grant)
    : undefined;
  return tokens(context, app, grant, nonce, refreshToken);
}

/**
 * `grant_type=refresh_token`: as for a code, but a refresh token comes only where it rotates, and
 * an ID token never has a nonce.
 *
 * @param scope Space separated part of the granted scopes. Default: all of them.
 * @see https://stytch.com/docs/api/connected-app-token-refresh-token
 */
export async function grantByRefreshToken(
  context: OAuthContext,
  app: ConnectedApp,
  refreshToken: string,
  scope: string | undefined,
) {
  const found = findRefreshToken(context, app, refreshToken);
  const scopes = scope?.split(" ").filter((part) => part !== "") ?? found.grant.scopes;
  if (scopes.some((part) => !found.grant.scopes.includes(part)))
    throw new OAuthError("invalid_scope", "The scope exceeds what was granted.");
  const next = spendRefreshToken(context, app, found);
  return tokens(context, app, { ...found.grant, scopes }, null, next);
}

async function tokens(
  context: OAuthContext,
  app: ConnectedApp,
  grant: Grant,
  nonce: string | null,
  refreshToken: string | undefined,
) {
  const subject: Subject = subjectOf(context.state, grant);
  const { accessToken, expiresIn } = await issueAccessToken(context, app, subject, grant);
  const idToken = grant.scopes.includes("openid")
    ? await makeIdToken(context, app, subject, grant, nonce)
    : undefined;
  return {
    access_token: accessToken,
    expires_in: expiresIn,
    token_type: "bearer",
    scope: grant.scopes.join(" "),
    id_token: idToken,
    refresh_token: refreshToken,
  };
}
