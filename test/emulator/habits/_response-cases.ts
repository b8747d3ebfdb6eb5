import { CLIENTS, createApi, createClient, readClient, SEARCH } from "../_api.ts";
import { type Cases, created } from "./_case.ts";

/** What requests may have, and what responses do. */
export const RESPONSE_CASES: Pick<
  Cases,
  | "secret_last_four"
  | "delete_of_missing_client"
  | "unknown_fields"
  | "further_response_fields"
  | "audience_in_templates"
> = {
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
