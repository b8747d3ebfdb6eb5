import { randomBytes } from "node:crypto";
import { newOpaqueToken, sha256 } from "../ids.ts";
import { signJwt } from "../keys/keys.ts";
import type { Subject } from "../people/subject-type.ts";
import { organizationClaim } from "../sessions/session-jwt.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { Grant } from "../state/grant.ts";
import { epochSeconds } from "../timestamp.ts";
import type { OAuthContext } from "./context.ts";
import { templateClaims } from "./template-claims.ts";

/** Of a project that does not exist, for tokens that are wrong on purpose. */
export const OTHER_PROJECT_ID = "project-test-99999999-9999-4999-8999-999999999999";

/**
 * Issues an access token for a grant, or for the part of it that `grant.scopes` names. Claims of
 * the template cannot replace those that every token has.
 *
 * @returns The JWT, and its lifetime in seconds.
 * @see https://stytch.com/docs/b2b/api/connected-app-access-token
 */
export async function issueAccessToken(
  context: OAuthContext,
  app: ConnectedApp,
  subject: Subject,
  grant: Grant,
): Promise<{ accessToken: string; expiresIn: number }> {
  const { state, clock, misbehaviours } = context;
  const extraMinutes = misbehaviours.has("wrong_access_token_lifetime") ? 60 : 0;
  const expiresIn = (app.settings.accessTokenExpiryMinutes + extraMinutes) * 60;
  const issuedAt = epochSeconds(clock.now());
  const template = misbehaviours.has("template_claims_missing")
    ? "{}"
    : app.settings.accessTokenTemplateContent;
  const claims = {
    ...templateClaims(template, subject),
    ...(!misbehaviours.has("organization_claim_missing") && organizationClaim(subject)),
    iss: misbehaviours.has("wrong_access_token_issuer")
      ? `${context.issuer}/other`
      : context.issuer,
    sub: misbehaviours.has("wrong_access_token_subject") ? "user-test-other" : grant.subjectId,
    aud: audienceOf(context, app),
    client_id: misbehaviours.has("wrong_access_token_client")
      ? "connected-app-test-other"
      : app.clientId,
    scope: grant.scopes.join(" "),
    jti: newOpaqueToken(),
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + expiresIn,
  };
  const jwt = await signJwt(state, claims, { clock });
  const accessToken = misbehaviours.has("access_token_bad_signature") ? breakSignature(jwt) : jwt;
  state.accessTokens.add({
    id: sha256(accessToken),
    grant,
    claims,
    exchanged: false,
    ending: null,
    issuedAt: issuedAt * 1000,
    expiresAt: claims.exp * 1000,
  });
  return { accessToken, expiresIn };
}

/** The custom audience comes after the project id, which official SDKs require. */
function audienceOf(
  { project, misbehaviours }: OAuthContext,
  { settings }: ConnectedApp,
): string[] {
  const projectId = misbehaviours.has("wrong_access_token_audience")
    ? OTHER_PROJECT_ID
    : project.projectId;
  const custom = misbehaviours.has("custom_audience_missing")
    ? ""
    : settings.accessTokenCustomAudience;
  return custom === "" ? [projectId] : [projectId, custom];
}

/** Puts noise of the length of an RS256 signature in its place. */
function breakSignature(jwt: string): string {
  return `${jwt.slice(0, jwt.lastIndexOf("."))}.${randomBytes(256).toString("base64url")}`;
}
