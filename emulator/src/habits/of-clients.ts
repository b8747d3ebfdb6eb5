import { choice, quantity } from "./entry.ts";

const NOT_DOCUMENTED = "not documented; the simplest server";
const ERROR_NAMES = "not documented; read from the names of errors";
const DAY_SECONDS = 24 * 60 * 60;
const URL_FORMS = {
  as_given: "as the request has it",
  whatwg:
    "as a URL parser writes it: https://app.example.com gets a slash, the host is in lower case",
  lowercase_host: "with its host in lower case",
};

/** What becomes of clients that are made, changed, read, rotated and deleted. */
export const HABITS_OF_CLIENTS = {
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
      compact: "without spaces between values",
      spaced: "with one space after each colon and comma",
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
    question: "What becomes of spaces around names, descriptions, audiences, URLs and templates?",
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
    question: "What is the minimum of access_token_expiry_minutes?",
    unit: "minutes",
    min: 0,
    max: 2_147_483_647,
    default: 5,
    source: "not documented; 5 is in use",
  }),
  max_access_token_expiry_minutes: quantity({
    question: "What is the maximum of access_token_expiry_minutes?",
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
    question: "What is the maximum of the limit of a search?",
    unit: "clients",
    min: 1,
    max: 1000,
    default: 1000,
    source: "the API reference names 1000",
  }),
  search_limit_above_maximum: choice({
    question: "What does a search do with a limit above the maximum?",
    values: { refused: "refuses it: 400 invalid_argument", clamped: "takes the maximum" },
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
} as const;
