/** A question with named answers. */
export interface Choice<V extends string> {
  question: string;
  /** What each answer means. */
  values: Readonly<Record<V, string>>;
  default: V;
  /** What the default rests on. */
  source: string;
}

/** A question whose answer is a number. */
export interface Quantity {
  question: string;
  unit: "seconds" | "minutes" | "clients";
  /** Both ends included. */
  min: number;
  max: number;
  default: number;
  source: string;
}

/** Infers the answers from their meanings. */
function choice<V extends string>(
  entry: Omit<Choice<V>, "default"> & { default: NoInfer<V> },
): Choice<V> {
  return entry;
}

function quantity(entry: Quantity): Quantity {
  return entry;
}

const NOT_DOCUMENTED = "not documented; the simplest server";
const ERROR_NAMES = "not documented; read from the names of errors";
const DAY_SECONDS = 24 * 60 * 60;

const URL_FORMS = {
  as_given: "as the request has it",
  whatwg:
    "as a URL parser writes it: https://app.example.com gets a slash, the host is in lower case",
  lowercase_host: "with its host in lower case",
};

/**
 * Every question about the API that Stytch's documentation leaves open, with the answers that a server
 * may give. Each answer is right: a client has to cope with all of them. The names are stored in state
 * files and in the files of `--habits`.
 */
export const HABITS = {
  omitted_fields_on_update: choice({
    question: "What does a PUT of a client do with the fields that it does not name?",
    values: { merged: "keeps them", reset: "gives them the values of a new client" },
    default: "merged",
    source: "not documented; all fields are optional and official SDKs leave out unset ones",
  }),
  client_type_on_update: choice({
    question: "What does a PUT of a client do with client_type?",
    values: { ignored: "ignores it", refused: "refuses it: 400 invalid_argument" },
    default: "ignored",
    source: "not documented; the field is not one of the update request",
  }),
  redirect_url_form: choice({
    question: "In which form are redirect_urls and post_logout_redirect_urls stored?",
    values: URL_FORMS,
    default: "as_given",
    source: NOT_DOCUMENTED,
  }),
  logo_url_form: choice({
    question: "In which form is logo_url stored?",
    values: URL_FORMS,
    default: "as_given",
    source: NOT_DOCUMENTED,
  }),
  url_list_order: choice({
    question: "In which order are lists of URLs stored?",
    values: { kept: "as the request has them", sorted: "by code units" },
    default: "kept",
    source: NOT_DOCUMENTED,
  }),
  url_list_duplicates: choice({
    question: "What becomes of a URL that a list has twice?",
    values: {
      kept: "both are stored",
      dropped: "the first is stored",
      refused: "the list is refused: 400 connected_app_invalid_redirect_url",
    },
    default: "kept",
    source: NOT_DOCUMENTED,
  }),
  live_loopback_urls: choice({
    question: "Which clients of a live project may not have http URLs of loopback hosts?",
    values: {
      refused_for_all: "none may have one",
      refused_for_public: "public clients may not, those with a secret may",
    },
    default: "refused_for_all",
    source: "mcp-remote issue 81 and mcp-stytch-consumer-todo-list issue 13",
  }),
  private_use_schemes: choice({
    question:
      "May a redirect URL have a scheme of an application, such as com.example.app:/callback?",
    values: {
      refused: "no: 400 connected_app_redirect_url_must_use_http_or_https_scheme",
      accepted: "yes",
    },
    default: "refused",
    source: ERROR_NAMES,
  }),
  template_form: choice({
    question: "In which form are token templates stored?",
    values: {
      as_given: "as the request has them",
      compact: "without blanks between values",
      spaced: "with one blank after each colon and comma",
      sorted: "compact, the keys of each object in order",
    },
    default: "as_given",
    source: NOT_DOCUMENTED,
  }),
  empty_template: choice({
    question: "How does a response write a token template without claims?",
    values: {
      empty_object: "as an object, {} unless the client has written it otherwise",
      empty_string: 'as "", which requests may send too',
      null: 'as null; requests may send ""',
    },
    default: "empty_object",
    source: "tests of a third-party Terraform provider",
  }),
  surrounding_whitespace: choice({
    question: "What becomes of blanks around names, descriptions, audiences, URLs and templates?",
    values: { kept: "they are stored", trimmed: "they are removed before anything is checked" },
    default: "kept",
    source: NOT_DOCUMENTED,
  }),
  absent_fields: choice({
    question: "How does a response write an optional field of a client that has no value?",
    values: { null: "as null", left_out: "not at all", empty_string: 'as ""' },
    default: "null",
    source: "examples in the API reference show null",
  }),
  min_access_token_expiry_minutes: quantity({
    question: "What is the least access_token_expiry_minutes?",
    unit: "minutes",
    min: 0,
    max: 2_147_483_647,
    default: 5,
    source: "not documented; 5 is in use",
  }),
  max_access_token_expiry_minutes: quantity({
    question: "What is the greatest access_token_expiry_minutes?",
    unit: "minutes",
    min: 0,
    max: 2_147_483_647,
    default: 1440,
    source: "not documented; 480 is in use, 1440 a guess",
  }),
  expiry_out_of_bounds: choice({
    question: "What becomes of access_token_expiry_minutes out of bounds?",
    values: {
      refused: "it is refused: 400 idp_invalid_access_token_expiry_minutes",
      clamped: "the nearest bound is stored",
    },
    default: "refused",
    source: ERROR_NAMES,
  }),
  search_lag_seconds: quantity({
    question: "How long does a search still see clients as they were before a change?",
    unit: "seconds",
    min: 0,
    max: 3600,
    default: 0,
    source: NOT_DOCUMENTED,
  }),
  get_lag_seconds: quantity({
    question: "How long does a GET still see a client as it was before a change?",
    unit: "seconds",
    min: 0,
    max: 3600,
    default: 0,
    source: NOT_DOCUMENTED,
  }),
  search_page_maximum: quantity({
    question: "What is the greatest limit of a search?",
    unit: "clients",
    min: 1,
    max: 1000,
    default: 1000,
    source: "the API reference names 1000",
  }),
  search_limit_above_maximum: choice({
    question: "What does a search do with a limit above the greatest?",
    values: { refused: "refuses it: 400 invalid_argument", clamped: "takes the greatest" },
    default: "refused",
    source: NOT_DOCUMENTED,
  }),
  search_order: choice({
    question: "In which order does a search list clients?",
    values: { oldest_first: "the oldest first", newest_first: "the newest first" },
    default: "oldest_first",
    source: NOT_DOCUMENTED,
  }),
  search_total: choice({
    question: "What is the total of a search?",
    values: {
      counted: "the number of clients",
      minus_one: "-1, as in a workspace without totals",
      left_out: "the field is absent",
    },
    default: "counted",
    source: "the API reference, which has -1 too",
  }),
  old_secret_grace_seconds: quantity({
    question: "How long does the old secret still work once a rotation is complete?",
    unit: "seconds",
    min: 0,
    max: DAY_SECONDS,
    default: 0,
    source: "not documented; the API reference replaces the secret at once",
  }),
  secret_last_four: choice({
    question: "Does a response have client_secret_last_four and next_client_secret_last_four?",
    values: { shown: "yes", left_out: "no, neither of them" },
    default: "shown",
    source: "the API reference; both fields are optional in it",
  }),
  rotation_start_while_running: choice({
    question: "What does the start of a rotation do while one runs?",
    values: {
      refused: "is refused: 400 connected_app_already_rotating_secret",
      replaced: "makes another next secret, and the one before stops working",
    },
    default: "refused",
    source: ERROR_NAMES,
  }),
  delete_of_missing_client: choice({
    question: "What is the response to a DELETE of a client that is not there any more?",
    values: { not_found: "404 connected_app_not_found", success: "200, as for the first one" },
    default: "not_found",
    source: "the list of API errors",
  }),
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

type Table = typeof HABITS;

export type HabitName = keyof Table;

/** The answers of a habit. */
export type HabitValue<N extends HabitName> = Table[N] extends Choice<infer V> ? V : number;

export type HabitValues = { [N in HabitName]: HabitValue<N> };

export const HABIT_NAMES = Object.keys(HABITS) as HabitName[];

export type HabitEntry = Choice<string> | Quantity;
