import type { HabitName } from "stytch-connected-apps-emulator";

/** Endpoints whose behaviour the same tests prove. */
export interface EndpointGroup {
  readonly title: string;
  /** `METHOD /path` of its endpoints. The first group that matches has the endpoint. */
  readonly pattern: RegExp;
  /** Tests of the emulator, below `test/emulator`. */
  readonly tests: readonly string[];
  /** What the documentation of Stytch leaves open there. */
  readonly habits: readonly HabitName[];
}

const OF_CLIENTS = [
  "redirect_url_form",
  "logo_url_form",
  "url_list_order",
  "url_list_duplicates",
  "live_loopback_urls",
  "private_use_schemes",
  "template_form",
  "empty_template",
  "surrounding_whitespace",
  "absent_fields",
  "min_access_token_expiry_minutes",
  "max_access_token_expiry_minutes",
  "expiry_out_of_bounds",
  "unknown_fields",
  "further_response_fields",
  "audience_in_templates",
] as const;

export const ENDPOINT_GROUPS: readonly EndpointGroup[] = [
  {
    title: "Search of clients",
    pattern: /\/connected_apps\/clients\/search$/,
    tests: ["search.test.ts", "contract.test.ts"],
    habits: [
      "search_lag_seconds",
      "search_page_maximum",
      "search_limit_above_maximum",
      "search_order",
      "search_total",
    ],
  },
  {
    title: "Rotation of secrets",
    pattern: /\/secrets\/rotate/,
    tests: ["connected-app-secrets.test.ts", "contract.test.ts"],
    habits: ["old_secret_grace_seconds", "secret_last_four", "rotation_start_while_running"],
  },
  {
    title: "Clients",
    pattern: /^\w+ \/v1\/connected_apps\/clients/,
    tests: ["connected-apps.test.ts", "contract.test.ts", "redirect-urls.test.ts"],
    habits: [
      "omitted_fields_on_update",
      "client_type_on_update",
      "get_lag_seconds",
      "delete_of_missing_client",
      ...OF_CLIENTS,
    ],
  },
  {
    title: "Who asks",
    pattern: /\/debug\/whoami$/,
    tests: ["authentication.test.ts"],
    habits: [],
  },
  {
    title: "Authorization",
    pattern: /\/idp\/oauth\/authorize/,
    tests: ["authorize.test.ts", "consent.test.ts", "sdk-oauth.test.ts"],
    habits: [
      "unknown_fields_of_authorize",
      "authorization_response_iss",
      "authorization_code_lifetime_seconds",
    ],
  },
  {
    title: "Dynamic registration",
    pattern: /\/oauth2\/register$/,
    tests: ["register.test.ts"],
    habits: [
      "disabled_registration_error",
      "registration_duplicates",
      "registration_localhost_error",
    ],
  },
  {
    title: "Who signed in",
    pattern: /\/oauth2\/userinfo$/,
    tests: ["userinfo.test.ts"],
    habits: [],
  },
  {
    title: "Introspection and revocation",
    pattern: /\/oauth2\/(introspect|revoke)$/,
    tests: ["introspect-revoke.test.ts", "oauth-client.test.ts"],
    habits: ["invalid_client_status"],
  },
  {
    title: "Tokens",
    pattern: /\/oauth2\/token$/,
    tests: ["token.test.ts", "refresh.test.ts", "oauth-client.test.ts"],
    habits: ["invalid_client_status", "refresh_token_rotation"],
  },
  {
    title: "Discovery and keys",
    pattern: /\/\.well-known\//,
    tests: ["discovery.test.ts", "keys.test.ts", "issuer.test.ts"],
    habits: ["legacy_registration_endpoint", "legacy_issuer"],
  },
  {
    title: "Exchange of an access token",
    pattern: /\/exchange_access_token$/,
    tests: ["exchange.test.ts", "sdk-oauth.test.ts"],
    habits: ["second_exchange_status"],
  },
  {
    title: "Sessions",
    pattern: /\/sessions(\/|$)/,
    tests: ["sessions.test.ts", "session-restart.test.ts"],
    habits: [],
  },
  {
    title: "Installed apps",
    pattern: /\/connected_apps(\/|$)/,
    tests: ["consent.test.ts"],
    habits: [],
  },
  {
    title: "Social login",
    pattern: /\/oauth\/(authenticate|\{provider\}\/start)$/,
    tests: ["oauth-login.test.ts"],
    habits: [],
  },
  {
    title: "Passwords",
    pattern: /\/passwords(\/|$)/,
    tests: ["passwords.test.ts", "passwords.migration.test.ts"],
    habits: [],
  },
  {
    title: "Members",
    pattern: /\/members?(\/|$)/,
    tests: ["members.test.ts", "sdk-people.test.ts"],
    habits: [],
  },
  {
    title: "Organizations",
    pattern: /\/organizations(\/|$)/,
    tests: ["organizations.test.ts", "organization-search.test.ts"],
    habits: [],
  },
  {
    title: "Users",
    pattern: /\/users(\/|$)/,
    tests: ["users.test.ts", "sdk-people.test.ts"],
    habits: [],
  },
];

/** Endpoints of Stytch that the emulator does not serve: it responds with 404 `route_not_found`. */
export const NOT_EMULATED: readonly string[] = [
  "POST /v1/sessions/attest",
  "POST /v1/sessions/migrate",
  "POST /v1/b2b/sessions/attest",
  "POST /v1/b2b/sessions/exchange",
  "POST /v1/b2b/sessions/migrate",
  "GET /v1/rbac/policy",
  "GET /v1/b2b/rbac/policy",
  "POST /v1/magic_links/authenticate",
  "POST /v1/otps/authenticate",
  "POST /v1/totps",
  "POST /v1/webauthn/register",
  "POST /v1/passwords/email/reset",
  "POST /v1/passwords/strength_check",
  "POST /v1/m2m/clients",
  "GET /v1/b2b/sso/{organization_id}",
  "POST /v1/b2b/scim/{organization_id}/connection",
  "POST /v1/b2b/discovery/organizations",
];
