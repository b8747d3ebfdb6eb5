import { z } from "zod";

/**
 * Every way in which the emulator can be made to be wrong, so that a client's checks can be shown
 * to fail. Each bites in one place of the code; none is on unless a test asks for it.
 */
export const BENDS = {
  wrong_issuer: "the discovery documents name another issuer",
  token_endpoint_elsewhere: "the discovery documents name a token endpoint at another host",
  plain_pkce_advertised: "the discovery documents list the PKCE method plain",
  implicit_grant_advertised: "the discovery documents list the implicit grant",
  near_miss_redirect_accepted:
    "a redirect URI may differ by slash at the end, case, port, query or subdomain",
  any_redirect_accepted: "any redirect URI will do",
  pkce_not_required: "a public client may leave out the code challenge",
  code_verifier_not_checked: "any code verifier will do, and none",
  client_secret_not_checked: "any client secret will do, and none",
  code_replay_accepted: "an authorization code works more than once",
  wrong_access_token_lifetime: "access tokens live an hour longer than the client says",
  wrong_access_token_audience: "access tokens are meant for another project",
  custom_audience_missing: "access tokens lack the custom audience of the client",
  template_claims_missing: "the templates of the client are not rendered",
  wrong_access_token_issuer: "access tokens name another issuer",
  wrong_access_token_subject: "access tokens are about another subject",
  wrong_access_token_client: "access tokens name another client",
  organization_claim_missing: "access tokens of members lack the claim of the organization",
  access_token_bad_signature: "the signature of access tokens does not verify",
  nonce_missing: "ID tokens lack the nonce",
  wrong_id_token_audience: "ID tokens are meant for another client",
  wrong_id_token_issuer: "ID tokens name another issuer",
  wrong_id_token_subject: "ID tokens are about another subject",
  wrong_session_jwt_issuer: "the session JWT of an exchange names another issuer",
  wrong_session_jwt_audience: "the session JWT of an exchange is meant for another project",
  state_dropped: "the authorization response lacks the state",
  exchange_replay_accepted: "an access token can be exchanged more than once",
  exchange_for_third_party: "access tokens of third party clients can be exchanged",
  exchange_without_full_access: "access tokens without the scope full_access can be exchanged",
  session_without_factor: "the session of an exchange lacks the factor that names the client",
  wrong_session_duration: "the session of an exchange lives twice as long as asked for",
  session_claims_missing: "the session of an exchange lacks the custom claims",
  session_dead: "the session of an exchange is revoked before it is answered",
  introspection_says_active_after_revoke: "introspection does not know of revocations",
  introspection_inactive: "introspection calls every token inactive",
  refresh_not_rotated: "a public client keeps its refresh token and gets no new one",
  refresh_reuse_accepted: "a refresh token that was rotated away still works",
  consent_never_required: "no client needs consent",
  consent_always_required: "every client needs consent each time",
  scope_not_grantable: "no scope can be granted",
  client_fields_differ: "GET of a client answers another client_name",
} as const;

export type Bend = keyof typeof BENDS;

const names = Object.keys(BENDS) as Bend[];

/** A list of bends, bare or as `{ "bends": […] }`. */
export const bendListSchema = z.preprocess(
  (body) => (Array.isArray(body) ? { bends: body } : body),
  z.strictObject({ bends: z.array(z.enum(names)) }),
);

export interface Bends {
  has(bend: Bend): boolean;
  /** Those that are on, in the order of the table. */
  list(): Bend[];
  replace(bends: Bend[]): void;
}

export function createBends(): Bends {
  let on = new Set<Bend>();
  return {
    has: (bend) => on.has(bend),
    list: () => names.filter((name) => on.has(name)),
    replace(bends) {
      on = new Set(bends);
    },
  };
}
