import { CLIENTS, createApi, createClient, readClient } from "../_api.ts";
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
