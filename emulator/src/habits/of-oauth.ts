import { choice, quantity } from "./entry.ts";

/** What requests may have, and how the OAuth endpoints respond. */
export const HABITS_OF_OAUTH = {
  unknown_fields: choice({
    question: "What does a JSON endpoint do with a field that it does not know?",
    values: {
      ignored: "ignores it",
      refused: "refuses it: 400 invalid_argument; a parameter of the path may be in the body too",
    },
    default: "ignored",
    source: "not documented; the Python SDK sends parameters of the path in the body",
  }),
  unknown_fields_of_authorize: choice({
    question: "What does the authorize endpoint do with a field that it does not know?",
    values: { ignored: "ignores it", refused: "refuses it: 400 invalid_argument" },
    default: "refused",
    source: "seen on a live project",
  }),
  further_response_fields: choice({
    question: "Do responses of the clients endpoints have fields that no documentation names?",
    values: { absent: "no", present: "yes: at the top, in each client and in results_metadata" },
    default: "absent",
    source: "the API may add fields at any time",
  }),
  invalid_client_status: choice({
    question:
      "What is the status of invalid_client at the OAuth endpoints, for a wrong id or secret?",
    values: { "400": "400", "401": "401 with WWW-Authenticate, as RFC 6749 section 5.2 allows" },
    default: "400",
    source: "stytch-node issue 314 and tests of the official SDKs",
  }),
  disabled_registration_error: choice({
    question: "In which form is dynamic client registration refused while it is switched off?",
    values: {
      api: "as an API error: 400 dynamic_client_registration_not_enabled",
      oauth: "as an OAuth error: 400 invalid_request",
    },
    default: "api",
    source: "a test fixture of an MCP client",
  }),
  registration_duplicates: choice({
    question: "Which dynamic registrations of a public client get one client_id?",
    values: {
      any_loopback_port: "those that differ in the port of loopback redirect URIs at most",
      identical: "identical ones",
    },
    default: "any_loopback_port",
    source: "seen on a live project",
  }),
  registration_localhost_error: choice({
    question: "Which error refuses localhost at dynamic registration in a live project?",
    values: {
      client_redirect_url_cannot_use_localhost: "a name of its own",
      connected_app_redirect_url_cannot_use_localhost: "the one of the clients endpoint",
    },
    default: "client_redirect_url_cannot_use_localhost",
    source: "mcp-remote issue 81",
  }),
  legacy_registration_endpoint: choice({
    question:
      "Does the openid-configuration of the host stytch.com name a registration_endpoint, if registration is on?",
    values: { left_out: "no", named: "yes" },
    default: "left_out",
    source: "seen on a live project",
  }),
  legacy_issuer: choice({
    question:
      "Which issuer do documents and tokens have that come from the host stytch.com or a path of /v1/public?",
    values: {
      without_scheme: "stytch.com/{project_id}, without a scheme",
      with_scheme: "https://stytch.com/{project_id}",
    },
    default: "without_scheme",
    source: "seen on a live project; of the two, the official SDKs accept this form alone",
  }),
  authorization_response_iss: choice({
    question: "Which iss does the authorization response have (RFC 9207)?",
    values: {
      left_out: "none",
      issuer: "the issuer of the discovery documents",
      without_scheme: "stytch.com/{project_id}, without a scheme",
    },
    default: "left_out",
    source: "not documented; the form without a scheme was seen on a live project",
  }),
  authorization_code_lifetime_seconds: quantity({
    question: "How long can an authorization code be redeemed?",
    unit: "seconds",
    min: 1,
    max: 3600,
    default: 600,
    source: "not documented; the longest that RFC 6749 section 4.1.2 recommends",
  }),
  second_exchange_status: choice({
    question:
      "What is the status of idp_access_token_could_not_be_exchanged, for a second exchange?",
    values: { "400": "400", "404": "404" },
    default: "404",
    source: "the list of API errors",
  }),
  refresh_token_rotation: choice({
    question: "Whose refresh tokens are replaced when they are used?",
    values: { public: "those of public clients", all: "those of all clients" },
    default: "public",
    source: "the API reference",
  }),
  audience_in_templates: choice({
    question: "What becomes of a token template with the claim aud?",
    values: {
      refused: "it is refused: 400 idp_invalid_access_token_jwt_template",
      ignored: "it is stored, and tokens have their own aud",
    },
    default: "refused",
    source: "seen on a live project",
  }),
} as const;
