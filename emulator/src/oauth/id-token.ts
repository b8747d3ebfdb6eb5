import { signJwt } from "../keys/keys.ts";
import type { Subject } from "../people/subject-type.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { Grant } from "../state/grant.ts";
import { epochSeconds } from "../timestamp.ts";
import type { OAuthContext } from "./context.ts";
import { scopeClaims } from "./subject-claims.ts";
import { templateClaims } from "./template-claims.ts";

const LIFETIME_SECONDS = 60 * 60;

/**
 * Makes an ID token: 60 minutes, with the claims that the scopes stand for.
 *
 * @param nonce That of the authorization request, if it had one.
 * @see https://stytch.com/docs/b2b/api/connected-app-id-token
 */
export function makeIdToken(
  { state, clock, issuer, misbehaviours }: OAuthContext,
  app: ConnectedApp,
  subject: Subject,
  grant: Grant,
  nonce: string | null,
): Promise<string> {
  const issuedAt = epochSeconds(clock.now());
  const template = misbehaviours.has("template_claims_missing")
    ? "{}"
    : app.settings.idTokenTemplateContent;
  const claims = {
    ...templateClaims(template, subject),
    ...scopeClaims(subject, grant.scopes),
    iss: misbehaviours.has("wrong_id_token_issuer") ? `${issuer}/other` : issuer,
    sub: misbehaviours.has("wrong_id_token_subject") ? "user-test-other" : grant.subjectId,
    aud: [misbehaviours.has("wrong_id_token_audience") ? "connected-app-test-other" : app.clientId],
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
    ...(nonce !== null && !misbehaviours.has("nonce_missing") && { nonce }),
  };
  return signJwt(state, claims, { clock });
}
