/** Status, and the message or the function that writes it. */
type Entry = readonly [status: number, message: string | ((...args: never[]) => string)];

const redirectUrlRefused = (place: string) => `${place}: the redirect URL is not allowed.`;
const templateRefused = (field: string, problem: string) => `${field}: ${problem}.`;
const filterUnknown = (name: string) => `The filter ${name} is unknown or not emulated.`;
const hashRefused = (problem: string) => `The password hash cannot be used: ${problem}.`;

const REDIRECT_URL_ERRORS = {
  connected_app_invalid_redirect_url: [400, redirectUrlRefused],
  connected_app_redirect_url_must_include_scheme: [400, redirectUrlRefused],
  connected_app_redirect_url_must_use_http_or_https_scheme: [400, redirectUrlRefused],
  connected_app_redirect_url_must_use_https_scheme: [400, redirectUrlRefused],
  connected_app_redirect_url_http_scheme_must_use_loopback: [400, redirectUrlRefused],
  connected_app_redirect_url_cannot_use_localhost: [400, redirectUrlRefused],
} as const satisfies Record<string, Entry>;

export type RedirectUrlProblem = keyof typeof REDIRECT_URL_ERRORS;

const HASH_ERRORS = {
  invalid_hash: [400, hashRefused],
  invalid_bcrypt_hash: [400, hashRefused],
  invalid_bcrypt_cost: [400, hashRefused],
  invalid_argon_2_salt: [400, hashRefused],
  invalid_argon_2_iteration_amount: [400, hashRefused],
  invalid_argon_2_memory: [400, hashRefused],
  invalid_argon_2_threads: [400, hashRefused],
  invalid_argon_2_key_length: [400, hashRefused],
  argon_2_key_length_mismatch: [400, hashRefused],
  invalid_md_5_hash: [400, hashRefused],
  invalid_sha_1_hash: [400, hashRefused],
  invalid_sha_512_hash: [400, hashRefused],
  invalid_base64_scrypt_hash: [400, hashRefused],
  invalid_base64_scrypt_salt: [400, hashRefused],
  invalid_scrypt_n_parameter: [400, hashRefused],
  invalid_scrypt_parameters: [400, hashRefused],
  scrypt_key_length_mismatch: [400, hashRefused],
  invalid_pbkdf_2_hash: [400, hashRefused],
  invalid_pbkdf_2_salt: [400, hashRefused],
  invalid_pbkdf_2_iteration_amount: [400, hashRefused],
  invalid_pbkdf_2_algorithm: [400, hashRefused],
  pbkdf_2_key_length_mismatch: [400, hashRefused],
  invalid_phpass_hash_format: [400, hashRefused],
  invalid_phpass_hash_prefix: [400, hashRefused],
} as const satisfies Record<string, Entry>;

export type HashProblem = keyof typeof HASH_ERRORS;

const VERIFIER_REFUSED = "The code verifier does not fit the login.";

const VERIFIER_ERRORS = {
  pkce_did_not_expect_code_verifier: [400, VERIFIER_REFUSED],
  pkce_expected_code_verifier: [400, VERIFIER_REFUSED],
  invalid_pkce_code_verifier: [400, VERIFIER_REFUSED],
  pkce_mismatch: [400, VERIFIER_REFUSED],
} as const satisfies Record<string, Entry>;

export type VerifierProblem = keyof typeof VERIFIER_ERRORS;

const CODE_CHALLENGE_REFUSED = {
  authorization:
    "code_challenge must be the base64url SHA-256 of the code verifier, 43 characters.",
  login: "The code challenge is not the base64url text of a SHA-256.",
};

/**
 * Every error of the emulated API by its type.
 *
 * The types are those of Stytch's list of API error types; where Stytch documents no status for a
 * type, the status is the one of its family.
 *
 * @see https://stytch.com/docs/api/errors/400
 */
export const API_ERRORS = {
  // Requests and credentials
  bad_request: [400, "The request body is not valid JSON."],
  invalid_argument: [400, (problem: string) => `Invalid argument: ${problem}.`],
  invalid_project_id_authentication: [
    400,
    "The project ID in the basic authentication header is not of the form project-test-{uuid} or project-live-{uuid}.",
  ],
  unauthorized_credentials: [401, "Unauthorized credentials."],
  route_not_found: [404, "The route provided is not supported."],
  too_many_requests: [429, "Too many requests have been made."],
  internal_server_error: [500, (problem: string) => `The emulator failed: ${problem}`],
  invalid_b2b_endpoint: [
    400,
    "The provided project_id is a Consumer project and this endpoint is only enabled for B2B projects.",
  ],
  invalid_consumer_endpoint: [
    400,
    "The provided project_id is a B2B project and this endpoint is only enabled for Consumer projects.",
  ],
  project_not_found: [404, "The project could not be found."],
  unavailable_endpoint: [
    400,
    "authorization_check is not emulated: the emulated project has no RBAC policy to check against.",
  ],

  // Connected Apps
  connected_app_not_found: [404, "The Connected App requested could not be found."],
  invalid_connected_app_type: [
    400,
    "client_type must be first_party, first_party_public, third_party or third_party_public.",
  ],
  too_many_connected_apps: [
    400,
    (limit: number) => `The project may hold ${limit} Connected Apps and already does.`,
  ],
  third_party_clients_cannot_use_full_access: [
    400,
    "full_access_allowed is for first party clients only.",
  ],
  third_party_clients_require_consent_for_offline_access: [
    400,
    "bypass_consent_for_offline_access is for first party clients only.",
  ],
  public_connected_apps_do_not_have_secrets: [
    400,
    "A public Connected App has no secret to rotate.",
  ],
  connected_app_already_rotating_secret: [
    400,
    "A secret rotation is already under way; finish or cancel it first.",
  ],
  connected_app_not_rotating_secret: [400, "No secret rotation is under way; start one first."],
  idp_invalid_access_token_expiry_minutes: [
    400,
    (min: number, max: number) => `access_token_expiry_minutes must be from ${min} to ${max}.`,
  ],
  ...REDIRECT_URL_ERRORS,
  idp_invalid_access_token_jwt_template: [400, templateRefused],
  jwt_template_invalid_json: [400, templateRefused],
  jwt_template_invalid_tag: [400, templateRefused],
  jwt_template_mismatched_tag: [400, templateRefused],

  dynamic_client_registration_not_enabled: [
    400,
    "Dynamic Client Registration is not enabled for this project.",
  ],

  // Authorization and the exchange of access tokens
  connected_app_supplied_redirect_url_not_found_in_client: [
    401,
    "The redirect URL supplied in the request is not registered to the client.",
  ],
  connected_app_not_allowed_for_org: [403, "The organization does not allow this Connected App."],
  oauth_invalid_scope_requested: [400, (scope: string) => `The project has no scope ${scope}.`],
  oidc_prompt_none_must_be_exclusive: [400, "prompt none cannot be combined with another value."],
  pkce_required_for_idp_authorization_flow: [
    400,
    "A public Connected App must send a code_challenge.",
  ],
  invalid_pkce_code_challenge: [
    400,
    (flow: keyof typeof CODE_CHALLENGE_REFUSED) => CODE_CHALLENGE_REFUSED[flow],
  ],
  connected_app_consent_revoked: [
    401,
    "The Connected App's permission has been revoked. Complete another authorization flow to re-enable access.",
  ],
  idp_access_token_not_found: [404, "The access token could not be found."],
  idp_access_token_expired: [401, "The access token has expired."],
  idp_access_token_could_not_be_exchanged: [404, "The access token could not be exchanged."],
  oauth_access_token_exchange_missing_full_access: [
    400,
    "Only an access token with the scope full_access can be exchanged.",
  ],
  oauth_access_token_exchange_token_too_old: [
    400,
    "An access token can be exchanged for 5 minutes after its issue.",
  ],
  oauth_access_token_exchange_token_invalid_grant: [
    400,
    "The authorization of this access token is not linked to a living session.",
  ],
  authorization_endpoint_not_configured_for_project: [
    400,
    "The project does not have an authorization endpoint configured.",
  ],

  // Sessions
  session_not_found: [404, "Session could not be found."],
  invalid_session_token: [400, "Session token format is invalid."],
  unable_to_parse_session_jwt: [
    400,
    "The session JWT is malformed or was not signed by this project.",
  ],
  no_session_arguments: [400, "Give either session_token or session_jwt."],
  too_many_session_arguments: [400, "Give either session_token or session_jwt, not both."],
  no_session_revoke_arguments: [400, "Name the session to revoke."],
  too_many_session_revoke_arguments: [400, "Name the session to revoke in one way only."],
  invalid_session_duration_minutes: [
    400,
    (min: number, max: number) => `session_duration_minutes must be from ${min} to ${max}.`,
  ],
  custom_claims_too_large: [400, (bytes: number) => `Custom claims must fit into ${bytes} bytes.`],
  stytch_claims_in_custom_claims: [
    400,
    "Claims under https://stytch.com/ cannot be custom claims.",
  ],
  user_id_mismatch: [400, "The session belongs to another user."],
  member_session_member_id_mismatch: [400, "The session belongs to another member."],

  // Users, members and organizations
  user_not_found: [404, "User could not be found."],
  member_not_found: [404, "Member could not be found."],
  organization_not_found: [404, "Organization could not be found."],
  invalid_email: [400, "The email address is not valid."],
  invalid_phone_number: [400, "The phone number is not in E.164 format."],
  duplicate_email: [400, "A user with this email address already exists."],
  duplicate_phone_number: [400, "A user with this phone number already exists."],
  duplicate_user_external_id: [400, "A user with this external ID already exists."],
  duplicate_member_email: [
    400,
    "A member with this email address already exists in the organization.",
  ],
  duplicate_member_external_id: [
    400,
    "A member with this external ID already exists in the organization.",
  ],
  invalid_member_get_fields: [400, "Give either member_id or email_address."],
  organization_slug_already_used: [
    400,
    "The provided organization_slug is already used in another organization.",
  ],
  organization_external_id_already_used: [
    400,
    "The provided organization_external_id is already used in another organization.",
  ],
  invalid_organization_name: [400, "The organization name must have from 1 to 128 characters."],
  invalid_organization_slug: [
    400,
    "The organization slug must have from 2 to 128 letters, digits, '-', '.', '_' or '~'.",
  ],
  no_oauth_authorize_user_selector: [400, "Give one of user_id, session_token and session_jwt."],
  no_oauth_authorize_member_selector: [
    400,
    "Give organization_id with member_id, or one of session_token and session_jwt.",
  ],
  too_many_user_selection_arguments: [
    400,
    "Select the subject in one way only: by its id or by its session.",
  ],
  email_jit_provisioning_not_allowed: [
    400,
    "There is no such member, and the organization takes no new ones by email address.",
  ],
  operation_restricted_by_organization_auth_methods: [
    400,
    "The organization does not allow this way of authenticating.",
  ],
  user_search_filter_name_not_recognized: [400, filterUnknown],
  member_search_filter_name_not_recognized: [400, filterUnknown],
  organization_search_filter_name_not_recognized: [400, filterUnknown],

  // Passwords
  weak_password: [
    400,
    (minLength: number) => `The password must have at least ${minLength} characters.`,
  ],
  password_already_exists: [400, "There is already a password."],
  email_not_found: [404, "The email address could not be found."],
  no_user_password: [400, "The user has no password."],
  member_password_not_found: [404, "The member has no password."],
  invalid_hash_type: [
    400,
    (hashType: string) =>
      `hash_type ${hashType} is unknown; there are bcrypt, argon_2i, argon_2id, md_5, sha_1, sha_512, scrypt, pbkdf_2 and phpass.`,
  ],
  ...HASH_ERRORS,

  // Social login
  public_token_required: [400, "The query parameter public_token is missing."],
  public_token_not_found: [404, "The public token could not be found."],
  invalid_oauth_provider: [400, "The OAuth provider is unknown."],
  no_login_redirect_url: [
    400,
    "The query parameter login_redirect_url is missing, and the emulator has no default for it.",
  ],
  invalid_login_redirect_url: [
    400,
    "login_redirect_url must be an absolute URL with http or https.",
  ],
  missing_oauth_organization_locator: [400, "Give either organization_id or slug."],
  too_many_oauth_organization_locators: [400, "Give either organization_id or slug, not both."],
  oauth_token_not_found: [404, "The OAuth token could not be found."],
  ...VERIFIER_ERRORS,
} as const satisfies Record<string, Entry>;

export type ApiErrorType = keyof typeof API_ERRORS;

/** The arguments that the message of an error type takes. */
export type MessageArguments<T extends ApiErrorType> = (typeof API_ERRORS)[T][1] extends (
  ...args: infer A
) => string
  ? A
  : [];
