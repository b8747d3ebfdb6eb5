import { CLIENTS, createApi, createClient, SEARCH } from "../_api.ts";
import { advance, type Cases, createClients, searched } from "./_case.ts";

/** What search and GET see, and when. */
export const READ_CASES: Pick<
  Cases,
  | "search_lag_seconds"
  | "get_lag_seconds"
  | "search_page_maximum"
  | "search_limit_above_maximum"
  | "search_order"
  | "search_total"
> = {
  search_lag_seconds: {
    async look(options) {
      const api = createApi(options);
      const [first = "", second = ""] = await createClients(api, "a", "b");
      const seen = [await searched(api)];
      await advance(api, 10);
      seen.push(await searched(api));
      await api.call("PUT", `${CLIENTS}/${first}`, { client_name: "changed" });
      await api.call("DELETE", `${CLIENTS}/${second}`);
      await createClients(api, "c");
      seen.push(await searched(api));
      await advance(api, 10);
      return [...seen, await searched(api)];
    },
    shows: {
      0: [
        ["a", "b"],
        ["a", "b"],
        ["changed", "c"],
        ["changed", "c"],
      ],
      10: [[], ["a", "b"], ["a", "b"], ["changed", "c"]],
      20: [[], [], [], ["a", "b"]],
    },
  },
  get_lag_seconds: {
    async look(options) {
      const api = createApi(options);
      const [id = ""] = await createClients(api, "a");
      const path = `${CLIENTS}/${id}`;
      const get = async () => {
        const { status, body } = await api.call("GET", path);
        return status === 200 ? Object(body.connected_app).client_name : status;
      };
      const seen = [await get()];
      await advance(api, 10);
      seen.push(await get());
      const put = await api.call("PUT", path, { client_name: "b" });
      seen.push(Object(put.body.connected_app).client_name, await get());
      await advance(api, 10);
      seen.push(await get());
      await api.call("DELETE", path);
      seen.push(await get());
      await advance(api, 10);
      return [...seen, await get(), await searched(api)];
    },
    shows: {
      0: ["a", "a", "b", "b", "b", 404, 404, []],
      10: [404, "a", "b", "a", "b", "b", 404, []],
    },
  },
  search_page_maximum: {
    async look(options) {
      const api = createApi(options);
      await createClients(api, "a", "b", "c");
      const pages = [await searched(api), await searched(api, { limit: 2 })];
      return [...pages, await searched(api, { limit: 3 }), await searched(api, { limit: 1001 })];
    },
    shows: {
      2: [["a", "b"], ["a", "b"], "invalid_argument", "invalid_argument"],
      1000: [["a", "b", "c"], ["a", "b"], ["a", "b", "c"], "invalid_argument"],
    },
  },
  search_limit_above_maximum: {
    async look(options) {
      const api = createApi(options);
      await createClients(api, "a", "b");
      return searched(api, { limit: 1001 });
    },
    shows: { refused: "invalid_argument", clamped: ["a", "b"] },
  },
  search_order: {
    async look(options) {
      const api = createApi(options);
      await createClients(api, "a", "b", "c");
      const names = [];
      for (let cursor = ""; ; ) {
        const { body } = await api.call("POST", SEARCH, { limit: 2, cursor });
        names.push(...Array.from(Object(body.connected_apps), (app) => Object(app).client_name));
        const { next_cursor } = Object(body.results_metadata);
        if (next_cursor === null) return names;
        cursor = next_cursor;
      }
    },
    shows: { oldest_first: ["a", "b", "c"], newest_first: ["c", "b", "a"] },
  },
  search_total: {
    async look(options) {
      const api = createApi(options);
      await createClient(api);
      return Object((await api.call("POST", SEARCH, {})).body.results_metadata);
    },
    shows: {
      counted: { total: 1, next_cursor: null },
      minus_one: { total: -1, next_cursor: null },
      left_out: { next_cursor: null },
    },
  },
};
