import type { CheckId } from "stytch-connected-apps-smoke";

/** What someone wants to know who is woken by a check that failed. */
export interface CheckNote {
  /** Who is hit while it fails. */
  readonly hit: string;
  /** What makes it fail, the most frequent first. */
  readonly causes: readonly string[];
  /** What to do, in this order. */
  readonly todo: readonly string[];
  /** The emulator's misbehaviours that make it fail; tests turn each of them on. */
  readonly misbehaviours: readonly string[];
}

const NO_ONE_YET = "No one yet: the test itself has no access.";
const SIGN_IN = "Everyone who signs in with this client.";
const SECURITY = "**Security:** the client works, and works for too many.";
const AGAIN =
  "Run the test again in a minute; if it persists, ask Stytch, with the `request_id` of the report.";

export const CHECK_NOTES: Readonly<Record<CheckId, CheckNote>> = {
  credentials: {
    hit: NO_ONE_YET,
    causes: [
      "`STYTCH_PROJECT_ID` and `STYTCH_SECRET` belong to different projects",
      "the secret of the project was revoked in the dashboard",
      "the address is that of another environment",
    ],
    todo: ["Compare project id, secret and `STYTCH_API_URL` in the job with the dashboard.", AGAIN],
    misbehaviours: [],
  },
  "client-registered": {
    hit: "Those who sign in, if a redirect URL or the client itself is gone.",
    causes: [
      "someone changed or deleted the client outside of Pulumi",
      "a deployment is still running, or ended half-way",
    ],
    todo: [
      "`pulumi refresh --preview-only` shows what differs, field by field.",
      "`pulumi up --refresh` repairs exactly that.",
    ],
    misbehaviours: ["client_fields_differ"],
  },
  discovery: {
    hit: "Every client that reads the discovery documents: issuer or keys are not what it expects.",
    causes: [
      "`STYTCH_PROJECT_DOMAIN` is not the domain that clients use",
      "a proxy changes the `Host` header, or serves an old document",
      "the custom domain of the project was changed",
    ],
    todo: [
      "Open `/.well-known/openid-configuration` at the project's domain and read `issuer`.",
      "Find out who operates a host that the document names and you do not know. Nothing was sent there.",
    ],
    misbehaviours: [
      "wrong_issuer",
      "token_endpoint_elsewhere",
      "plain_pkce_advertised",
      "implicit_grant_advertised",
    ],
  },
  subject: {
    hit: "No one yet: there is no one for the test to sign in as.",
    causes: [
      "the session of the test user ended",
      "the password of the test user was changed, or its account locked",
    ],
    todo: [
      "Set a session that is still active, or a password.",
      "In a test project, use `--temporary-subject`, which needs neither.",
    ],
    misbehaviours: [],
  },
  "authorize-start": {
    hit: SIGN_IN,
    causes: [
      "the redirect URL that the application uses is not among `redirectUrls`",
      "a scope cannot be granted: `full_access` without `fullAccessAllowed`, or a role that the member lacks",
      "the organization does not allow the client",
      "consent is asked for where it should not be, or is not where it should",
    ],
    todo: [
      "Read which of them the report names.",
      "`pulumi up --refresh`, if the client or the organization's setting was changed by hand.",
      AGAIN,
    ],
    misbehaviours: ["scope_not_grantable", "consent_never_required", "consent_always_required"],
  },
  authorize: {
    hit: SIGN_IN,
    causes: [
      "the response lacks the code or the state",
      "it names another issuer, or goes elsewhere",
    ],
    todo: ["Check that address and project domain belong to the same project.", AGAIN],
    misbehaviours: ["state_dropped", "wrong_response_issuer"],
  },
  "authorize-wrong-redirect-refused": {
    hit: SECURITY,
    causes: ["`redirectUrls` has a broad entry", "the server compares redirect URLs loosely"],
    todo: [
      "Remove broad entries from `redirectUrls`, register each address in full, and deploy.",
      "If none is broad, take the client out of use and ask Stytch.",
    ],
    misbehaviours: ["near_miss_redirect_accepted", "any_redirect_accepted"],
  },
  "authorize-without-pkce-refused": {
    hit: SECURITY,
    causes: ["a public client gets a code without a code challenge"],
    todo: ["Whoever catches a code can redeem it: take the client out of use and ask Stytch."],
    misbehaviours: ["pkce_not_required"],
  },
  token: {
    hit: SIGN_IN,
    causes: [
      "the client secret was rotated outside of Pulumi, so the stack has the former one",
      "the token endpoint is not Stytch's",
    ],
    todo: [
      "Compare `clientSecretLastFour` of the stack with the dashboard.",
      "If they differ, change `secretVersion` and run `pulumi up`: it creates a new secret and **revokes the current one at once**.",
      AGAIN,
    ],
    misbehaviours: [],
  },
  "access-token-claims": {
    hit: "Every API that checks access tokens.",
    causes: [
      "a placeholder in `accessTokenTemplateContent` names a value that does not exist",
      "the audience or the lifetime is not what the client says",
      "a proxy serves an old key set, so that the signature does not verify",
    ],
    todo: [
      "Fix the template, or deploy the audience again.",
      "Compare the `kid` of the token with `jwks_uri`.",
      AGAIN,
    ],
    misbehaviours: [
      "wrong_access_token_issuer",
      "wrong_access_token_audience",
      "wrong_access_token_lifetime",
      "custom_audience_missing",
      "template_claims_missing",
      "access_token_bad_signature",
      "wrong_access_token_subject",
      "wrong_access_token_client",
      "organization_claim_missing",
    ],
  },
  "id-token-claims": {
    hit: SIGN_IN,
    causes: [
      "`idTokenTemplateContent` sets a registered claim, or names a value that does not exist",
      "the token is for another client, or lacks the nonce",
    ],
    todo: ["Fix the template and run `pulumi up`.", AGAIN],
    misbehaviours: [
      "nonce_missing",
      "wrong_id_token_audience",
      "wrong_id_token_issuer",
      "wrong_id_token_subject",
    ],
  },
  introspect: {
    hit: "APIs that ask Stytch about a token instead of checking its signature.",
    causes: [
      "the introspection endpoint is not that of the project",
      "consent was revoked meanwhile",
    ],
    todo: ["Check the project domain.", AGAIN],
    misbehaviours: ["introspection_inactive"],
  },
  "token-wrong-verifier-refused": {
    hit: SECURITY,
    causes: ["the server does not compare the code verifier with the code challenge"],
    todo: ["Whoever catches a code can redeem it: take the client out of use and ask Stytch."],
    misbehaviours: ["code_verifier_not_checked"],
  },
  "token-wrong-secret-refused": {
    hit: SECURITY,
    causes: ["the server does not check the client secret"],
    todo: ["Whoever knows a code can redeem it: take the client out of use and ask Stytch."],
    misbehaviours: ["client_secret_not_checked"],
  },
  "code-replay-refused": {
    hit: SECURITY,
    causes: ["a code can be redeemed twice"],
    todo: ["Codes end up in logs and histories: take the client out of use and ask Stytch."],
    misbehaviours: ["code_replay_accepted"],
  },
  "session-exchange": {
    hit: "First-party applications that turn a token into a session.",
    causes: [
      "`fullAccessAllowed` was turned off",
      "a session template of the project replaces custom claims",
    ],
    todo: ["`pulumi up --refresh`, if the client was changed by hand.", AGAIN],
    misbehaviours: [
      "wrong_session_duration",
      "session_claims_missing",
      "session_without_factor",
      "wrong_session_jwt_issuer",
      "wrong_session_jwt_audience",
    ],
  },
  "session-exchange-replay-refused": {
    hit: SECURITY,
    causes: ["an access token can be exchanged twice"],
    todo: ["A stolen token gives a session: do not use the exchange, and ask Stytch."],
    misbehaviours: ["exchange_replay_accepted"],
  },
  "session-authenticate": {
    hit: "First-party applications: sessions end at once, or do not end.",
    causes: ["something revokes sessions of this user or member, such as a webhook"],
    todo: ["Look for what revokes sessions.", AGAIN],
    misbehaviours: ["session_dead"],
  },
  "session-exchange-refused": {
    hit: SECURITY,
    causes: ["a token without full access, or of a third-party client, becomes a session"],
    todo: [
      "Check `fullAccessAllowed` and `clientType` in the dashboard against the program.",
      "If they are right, take the client out of use and ask Stytch.",
    ],
    misbehaviours: ["exchange_for_third_party", "exchange_without_full_access"],
  },
  refresh: {
    hit: "Those who are signed in: they have to sign in again when their access token expires.",
    causes: [
      "consent for offline access was revoked",
      "a public client's refresh token is not replaced, or works twice: **security**",
    ],
    todo: ["Read which of them the report names.", AGAIN],
    misbehaviours: ["refresh_not_rotated", "refresh_reuse_accepted"],
  },
  revoke: {
    hit: "Those who sign out: their tokens go on working.",
    causes: ["introspection still calls a revoked token active"],
    todo: ["Do not rely on revocation until this is fixed.", AGAIN],
    misbehaviours: ["introspection_says_active_after_revoke"],
  },
};
