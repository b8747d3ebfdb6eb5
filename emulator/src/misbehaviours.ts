import { z } from "zod";

/**
 * Every way in which the emulator can be made to misbehave, so that a client's checks can be shown
 * to fail. Each takes effect in one place of the code; none is on unless a test turns it on.
 */
export const MISBEHAVIOURS = {
  wrong_issuer: "the discovery documents name another issuer",
  token_endpoint_elsewhere: "the discovery documents name a token endpoint at another host",
  plain_pkce_advertised: "the discovery documents list the PKCE method plain",
  implicit_grant_advertised: "the discovery documents list the implicit grant",
  near_miss_redirect_accepted:
    "a redirect URI may differ by slash at the end, case, port, query or subdomain",
  any_redirect_accepted: "any redirect URI is accepted",
  pkce_not_required: "a public client may leave out the code challenge",
  code_verifier_not_checked: "any code verifier is accepted, and none",
  client_secret_not_checked: "any client secret is accepted, and none",
  code_replay_accepted: "an authorization code works more than once",
  wrong_access_token_lifetime: "access tokens live an hour longer than the client says",
  wrong_access_token_audience: "the audience of access tokens is another project",
  custom_audience_missing: "access tokens lack the custom audience of the client",
  template_claims_missing: "the templates of the client are not rendered",
  wrong_access_token_issuer: "access tokens name another issuer",
  wrong_access_token_subject: "access tokens are about another subject",
  wrong_access_token_client: "access tokens name another client",
  organization_claim_missing: "access tokens of members lack the claim of the organization",
  access_token_bad_signature: "the signature of access tokens does not verify",
  nonce_missing: "ID tokens lack the nonce",
  wrong_id_token_audience: "the audience of ID tokens is another client",
  wrong_id_token_issuer: "ID tokens name another issuer",
  wrong_id_token_subject: "ID tokens are about another subject",
  wrong_session_jwt_issuer: "the session JWT of an exchange names another issuer",
  wrong_session_jwt_audience: "the audience of the session JWT of an exchange is another project",
  state_dropped: "the authorization response lacks the state",
  wrong_response_issuer: "the authorization response names another issuer (RFC 9207)",
  exchange_replay_accepted: "an access token can be exchanged more than once",
  exchange_for_third_party: "access tokens of third party clients can be exchanged",
  exchange_without_full_access: "access tokens without the scope full_access can be exchanged",
  session_without_factor: "the session of an exchange lacks the factor that names the client",
  wrong_session_duration: "the session of an exchange lives twice as long as requested",
  session_claims_missing: "the session of an exchange lacks the custom claims",
  session_dead: "the session of an exchange is revoked before the response is sent",
  introspection_says_active_after_revoke: "introspection reports revoked tokens as active",
  introspection_inactive: "introspection reports every token as inactive",
  refresh_not_rotated: "a public client keeps its refresh token and gets no new one",
  refresh_reuse_accepted: "a refresh token that was rotated away still works",
  consent_never_required: "no client needs consent",
  consent_always_required: "every client needs consent each time",
  scope_not_grantable: "no scope can be granted",
  client_fields_differ: "GET of a client returns another client_name",
} as const;

export type Misbehaviour = keyof typeof MISBEHAVIOURS;

/** @deprecated Use `MISBEHAVIOURS`. */
export const BENDS = MISBEHAVIOURS;

/** @deprecated Use `Misbehaviour`. */
export type Bend = Misbehaviour;

const names = Object.keys(MISBEHAVIOURS) as Misbehaviour[];

const listSchema = z.array(z.enum(names));

/** A list of misbehaviours, bare or as `{ "misbehaviours": […] }`. */
export const misbehaviourListSchema = z.preprocess(
  (body) => (Array.isArray(body) ? { misbehaviours: body } : body),
  z.strictObject({ misbehaviours: listSchema }),
);

/** The same under the earlier name, as `{ "bends": […] }`. */
export const bendListSchema = z.preprocess(
  (body) => (Array.isArray(body) ? { bends: body } : body),
  z.strictObject({ bends: listSchema }),
);

export interface Misbehaviours {
  has(misbehaviour: Misbehaviour): boolean;
  /** The misbehaviours that are on, in the order of the table. */
  list(): Misbehaviour[];
  replace(misbehaviours: Misbehaviour[]): void;
}

export function createMisbehaviours(): Misbehaviours {
  let on = new Set<Misbehaviour>();
  return {
    has: (misbehaviour) => on.has(misbehaviour),
    list: () => names.filter((name) => on.has(name)),
    replace(misbehaviours) {
      on = new Set(misbehaviours);
    },
  };
}
