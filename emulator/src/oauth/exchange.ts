import { isThirdParty } from "../connected-app/client-type.ts";
import { ApiError, apiError } from "../errors.ts";
import { subjectOf } from "../people/subject.ts";
import type { Subject } from "../people/subject-type.ts";
import { type CustomClaims, changeCustomClaims } from "../sessions/custom-claims.ts";
import { oauthAccessTokenExchangeFactor, withFactor } from "../sessions/factors.ts";
import {
  createSession,
  type IssuedSession,
  isExpired,
  revokeSession,
} from "../sessions/sessions.ts";
import type { AccessToken } from "../state/access-token.ts";
import type { Session } from "../state/session.ts";
import { OTHER_PROJECT_ID } from "./access-token.ts";
import type { OAuthContext } from "./context.ts";
import { findLiveAccessToken } from "./live-access-token.ts";

const MAX_AGE_MS = 5 * 60_000;

export interface ExchangeRequest {
  accessToken: string;
  /** Minutes; undefined requests no session, which uses the token up all the same. */
  durationMinutes: number | undefined;
  customClaims: CustomClaims;
}

/**
 * Turns an access token into a session, once and within 5 minutes of its issue. The session has the
 * factors of the one that authorized, and one that names the client.
 *
 * @throws ApiError 404 `idp_access_token_not_found` or `…_could_not_be_exchanged`, 400
 * `oauth_access_token_exchange_…`; in these cases the token can still be exchanged.
 * @see https://stytch.com/docs/b2b/api/connected-app-access-token-exchange
 */
export async function exchangeAccessToken(
  context: OAuthContext,
  { accessToken, durationMinutes, customClaims }: ExchangeRequest,
): Promise<{ subject: Subject; issued: IssuedSession | undefined }> {
  const { state, clock, misbehaviours } = context;
  const token = findLiveAccessToken(context, accessToken);
  checkScope(context, token);
  if (clock.now() - token.issuedAt > MAX_AGE_MS)
    throw apiError("oauth_access_token_exchange_token_too_old");
  if (token.exchanged && !misbehaviours.has("exchange_replay_accepted"))
    throw exchangedBefore(context);
  const origin = findOrigin(context, token);
  const claims = changeCustomClaims({}, customClaims);
  const subject = subjectOf(state, token.grant);

  state.accessTokens.replace({ ...token, exchanged: true });
  if (durationMinutes === undefined) return { subject, issued: undefined };
  const factor = oauthAccessTokenExchangeFactor(token.grant.clientId, clock.now());
  const issued = await createSession(misbehaving(context), subject, {
    durationMinutes: durationMinutes * (misbehaviours.has("wrong_session_duration") ? 2 : 1),
    customClaims: misbehaviours.has("session_claims_missing") ? {} : claims,
    factors: misbehaviours.has("session_without_factor")
      ? origin.factors
      : withFactor(origin.factors, factor),
  });
  if (misbehaviours.has("session_dead")) revokeSession(state, issued.session);
  return { subject, issued };
}

function exchangedBefore({ habits }: OAuthContext): ApiError {
  const { errorType, message } = apiError("idp_access_token_could_not_be_exchanged");
  return new ApiError(Number(habits.second_exchange_status), errorType, message);
}

/** The surroundings of the session, wrong where a misbehaviour says so. */
function misbehaving(context: OAuthContext): OAuthContext {
  const { misbehaviours, project, issuer } = context;
  const projectId = misbehaviours.has("wrong_session_jwt_audience")
    ? OTHER_PROJECT_ID
    : project.projectId;
  return {
    ...context,
    project: { ...project, projectId },
    issuer: misbehaviours.has("wrong_session_jwt_issuer") ? `${issuer}/other` : issuer,
  };
}

function checkScope({ state, misbehaviours }: OAuthContext, { grant }: AccessToken): void {
  const app = state.connectedApps.get(grant.clientId);
  if (app === undefined) throw apiError("idp_access_token_not_found");
  if (isThirdParty(app.clientType)) {
    if (!misbehaviours.has("exchange_for_third_party"))
      throw apiError("oauth_access_token_exchange_missing_full_access");
  } else if (
    !grant.scopes.includes("full_access") &&
    !misbehaviours.has("exchange_without_full_access")
  ) {
    throw apiError("oauth_access_token_exchange_missing_full_access");
  }
}

/** The session that authorized, which must not have ended: someone who logged out stays logged out. */
function findOrigin({ state, clock }: OAuthContext, { grant }: AccessToken): Session {
  const session = state.sessions.get(grant.sessionId ?? "");
  if (session === undefined || isExpired(session, clock.now()))
    throw apiError("oauth_access_token_exchange_token_invalid_grant");
  return session;
}
