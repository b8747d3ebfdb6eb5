import { CLIENTS, createApi, createClient, readClient, SEARCH } from "../_api.ts";
import { type Cases, created } from "./_case.ts";

const URLS = ["https://B.example.com", "https://a.example.com/x?Y=Z"];
const TEMPLATE = '{ "b" :{{ user.user_id }}, "a": [1.0, {"d": "x , y", "c":null}] }';
const OUT_OF_BOUNDS = "idp_invalid_access_token_expiry_minutes";
const LIVE = "project-live-00000000-0000-4000-8000-00000000c001";

/** How fields are read, stored and shown. */
export const CLIENT_CASES: Pick<
  Cases,
  | "omitted_fields_on_update"
  | "client_type_on_update"
  | "redirect_url_form"
  | "logo_url_form"
  | "url_list_order"
  | "url_list_duplicates"
  | "live_loopback_urls"
  | "private_use_schemes"
  | "template_form"
  | "empty_template"
  | "surrounding_whitespace"
  | "absent_fields"
  | "min_access_token_expiry_minutes"
  | "max_access_token_expiry_minutes"
  | "expiry_out_of_bounds"
  | "secret_last_four"
  | "delete_of_missing_client"
  | "unknown_fields"
  | "further_response_fields"
  | "audience_in_templates"
> = {
  omitted_fields_on_update: {
    async look(options) {
      const api = createApi(options);
      const { client_id } = await createClient(api, { client_name: "a", client_description: "b" });
      await api.call("PUT", `${CLIENTS}/${client_id}`, { client_name: "c" });
      const { client_name, client_description } = await readClient(api, client_id);
      return [client_name, client_description];
    },
    shows: { merged: ["c", "b"], reset: ["c", ""] },
  },
  client_type_on_update: {
    async look(options) {
      const api = createApi(options);
      const { client_id } = await createClient(api);
      const change = { client_type: "third_party" };
      const { body } = await api.call("PUT", `${CLIENTS}/${client_id}`, change);
      return body.error_type ?? Object(body.connected_app).client_type;
    },
    shows: { ignored: "first_party", refused: "invalid_argument" },
  },
  redirect_url_form: {
    look: created(
      { redirect_urls: URLS, post_logout_redirect_urls: URLS, logo_url: URLS[0] },
      "redirect_urls",
      "post_logout_redirect_urls",
      "logo_url",
    ),
    shows: {
      as_given: [URLS, URLS, URLS[0]],
      whatwg: [["https://b.example.com/", URLS[1]], ["https://b.example.com/", URLS[1]], URLS[0]],
      lowercase_host: [
        ["https://b.example.com", URLS[1]],
        ["https://b.example.com", URLS[1]],
        URLS[0],
      ],
    },
  },
  logo_url_form: {
    look: created({ redirect_urls: URLS, logo_url: URLS[0] }, "redirect_urls", "logo_url"),
    shows: {
      as_given: [URLS, URLS[0]],
      whatwg: [URLS, "https://b.example.com/"],
      lowercase_host: [URLS, "https://b.example.com"],
    },
  },
  url_list_order: {
    look: created(
      { redirect_urls: URLS.toReversed(), post_logout_redirect_urls: URLS.toReversed() },
      "redirect_urls",
      "post_logout_redirect_urls",
    ),
    shows: {
      kept: [URLS.toReversed(), URLS.toReversed()],
      sorted: [URLS, URLS],
    },
  },
  url_list_duplicates: {
    look: created({ redirect_urls: [...URLS, ...URLS] }, "redirect_urls"),
    shows: {
      kept: [[...URLS, ...URLS]],
      dropped: [URLS],
      refused: "connected_app_invalid_redirect_url",
    },
  },
  live_loopback_urls: {
    options: { projects: { consumer: { projectId: LIVE } } },
    async look(options) {
      const api = createApi(options);
      const statuses = [];
      for (const client_type of ["first_party", "third_party", "first_party_public"]) {
        const redirect_urls = ["http://localhost:1234/", "http://127.0.0.1/"];
        const body = { client_type, redirect_urls };
        statuses.push((await api.call("POST", CLIENTS, body)).status);
      }
      return statuses;
    },
    shows: { refused_for_all: [400, 400, 400], refused_for_public: [200, 200, 400] },
  },
  private_use_schemes: {
    async look(options) {
      const look = (url: string) => created({ redirect_urls: [url] }, "redirect_urls")(options);
      return [await look("com.example.app:/callback"), await look("javascript:/alert(1)")];
    },
    shows: {
      refused: [
        "connected_app_redirect_url_must_use_http_or_https_scheme",
        "connected_app_redirect_url_must_use_http_or_https_scheme",
      ],
      accepted: [
        [["com.example.app:/callback"]],
        "connected_app_redirect_url_must_use_http_or_https_scheme",
      ],
    },
  },
  template_form: {
    look: created(
      { access_token_template_content: TEMPLATE, id_token_template_content: TEMPLATE },
      "access_token_template_content",
      "id_token_template_content",
    ),
    shows: {
      as_given: [TEMPLATE, TEMPLATE],
      compact: twice('{"b":{{ user.user_id }},"a":[1.0,{"d":"x , y","c":null}]}'),
      spaced: twice('{"b": {{ user.user_id }}, "a": [1.0, {"d": "x , y", "c": null}]}'),
      sorted: twice('{"a":[1.0,{"c":null,"d":"x , y"}],"b":{{ user.user_id }}}'),
    },
  },
  empty_template: {
    async look(options) {
      const field = "access_token_template_content";
      return [
        await created({ [field]: "{ }" }, field, "id_token_template_content")(options),
        await created({ [field]: "" }, field)(options),
        await created({ [field]: '{"a": 1}' }, field)(options),
      ];
    },
    shows: {
      empty_object: [["{ }", "{}"], "jwt_template_invalid_json", ['{"a": 1}']],
      empty_string: [["", ""], [""], ['{"a": 1}']],
      null: [[null, null], [null], ['{"a": 1}']],
    },
  },
  surrounding_whitespace: {
    async look(options) {
      return [
        await created(
          {
            client_name: " a b ",
            client_description: "\tc\n",
            access_token_custom_audience: " ",
            access_token_template_content: " {} ",
            logo_url: " https://example.com",
          },
          "client_name",
          "client_description",
          "access_token_custom_audience",
          "access_token_template_content",
          "logo_url",
        )(options),
        await created({ redirect_urls: [` ${URLS[1]} `] }, "redirect_urls")(options),
      ];
    },
    shows: {
      kept: [
        [" a b ", "\tc\n", " ", " {} ", " https://example.com"],
        "connected_app_redirect_url_must_include_scheme",
      ],
      trimmed: [["a b", "c", null, "{}", "https://example.com"], [[URLS[1]]]],
    },
  },
  absent_fields: {
    look: created(
      { client_type: "first_party_public" },
      "client_secret_last_four",
      "next_client_secret_last_four",
      "access_token_custom_audience",
      "logo_url",
      "client_id_metadata_url",
      "client_name",
    ),
    shows: {
      null: [null, null, null, null, null, ""],
      left_out: ["(absent)", "(absent)", "(absent)", "(absent)", "(absent)", ""],
      empty_string: ["", "", "", "", "", ""],
    },
  },
  min_access_token_expiry_minutes: {
    look: bounds(0, 5),
    shows: {
      0: [[0], [5]],
      5: [OUT_OF_BOUNDS, [5]],
      6: [OUT_OF_BOUNDS, OUT_OF_BOUNDS],
    },
  },
  max_access_token_expiry_minutes: {
    look: bounds(100, 1440),
    shows: { 100: [[100], OUT_OF_BOUNDS], 1440: [[100], [1440]] },
  },
  expiry_out_of_bounds: {
    look: bounds(1, 60, 9999),
    shows: { refused: [OUT_OF_BOUNDS, [60], OUT_OF_BOUNDS], clamped: [[5], [60], [1440]] },
  },
  secret_last_four: {
    async look(options) {
      const api = createApi(options);
      const { client_id } = await createClient(api);
      const path = `${CLIENTS}/${client_id}/secrets/rotate/start`;
      const started = (await api.call("POST", path, {})).body.connected_app;
      const [found] = Array.from(Object((await api.call("POST", SEARCH, {})).body.connected_apps));
      return [started, await readClient(api, client_id), found].map((app) =>
        Object.keys(Object(app)).filter((name) => name.endsWith("last_four")),
      );
    },
    shows: {
      shown: Array.from({ length: 3 }, () => [
        "client_secret_last_four",
        "next_client_secret_last_four",
      ]),
      left_out: [[], [], []],
    },
  },
  delete_of_missing_client: {
    async look(options) {
      const api = createApi(options);
      const { client_id } = await createClient(api);
      const path = `${CLIENTS}/${client_id}`;
      const first = await api.call("DELETE", path);
      const second = await api.call("DELETE", path);
      return [first.status, second.body.error_type ?? second.body.client_id === client_id];
    },
    shows: { not_found: [200, "connected_app_not_found"], success: [200, true] },
  },
  unknown_fields: {
    async look(options) {
      const api = createApi(options);
      const { client_id } = await createClient(api);
      const calls: [string, string, object][] = [
        ["POST", CLIENTS, { client_type: "first_party", hasOwnProperty: 1 }],
        ["POST", SEARCH, { query: {} }],
        ["POST", "/v1/users", { email: "a@example.com", nickname: "a" }],
        // Official SDKs repeat the parameters of the path.
        ["PUT", `${CLIENTS}/${client_id}`, { client_id, client_name: "a" }],
        ["POST", `${CLIENTS}/${client_id}/secrets/rotate/start`, { client_id }],
      ];
      const types = [];
      for (const call of calls) types.push((await api.call(...call)).body.error_type ?? "none");
      return types;
    },
    shows: {
      ignored: ["none", "none", "none", "none", "none"],
      refused: ["invalid_argument", "invalid_argument", "invalid_argument", "none", "none"],
    },
  },
  further_response_fields: {
    async look(options) {
      const api = createApi(options);
      const { client_id } = await createClient(api);
      const got = (await api.call("GET", `${CLIENTS}/${client_id}`)).body;
      const found = (await api.call("POST", SEARCH, {})).body;
      const missing = (await api.call("GET", `${CLIENTS}/x`)).body;
      const [listed] = Array.from(Object(found.connected_apps));
      const bodies = [got, got.connected_app, found, listed, found.results_metadata, missing];
      return bodies.map((body) => "emulated_further_field" in Object(body));
    },
    shows: {
      absent: [false, false, false, false, false, false],
      present: [true, true, true, true, true, true],
    },
  },
  audience_in_templates: {
    async look(options) {
      const look = (template: string) =>
        created(
          { access_token_template_content: template },
          "access_token_template_content",
        )(options);
      return [await look('{"aud":{{ user.user_id }}}'), await look('{"a":{"aud":1}}')];
    },
    shows: {
      refused: ["idp_invalid_access_token_jwt_template", ['{"a":{"aud":1}}']],
      ignored: [['{"aud":{{ user.user_id }}}'], ['{"a":{"aud":1}}']],
    },
  },
};

function twice(text: string): string[] {
  return [text, text];
}

function bounds(...minutes: number[]) {
  return async (options: Parameters<ReturnType<typeof created>>[0]) => {
    const seen = [];
    for (const access_token_expiry_minutes of minutes) {
      const look = created({ access_token_expiry_minutes }, "access_token_expiry_minutes");
      seen.push(await look(options));
    }
    return seen;
  };
}
