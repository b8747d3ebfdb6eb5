import { expect, test } from "vitest";
import { connect } from "../../../provider/src/connection/connect.ts";
import { json, serveHttp } from "../_server.ts";

const READ = { batch: true };

/** A client of a server that holds one client, on a clock that a test moves. */
async function connection() {
  const routes: string[] = [];
  const app = { client_id: "id-1", client_type: "first_party", access_token_expiry_minutes: 60 };
  const server = await serveHttp((_n, response, { method, url }) => {
    routes.push(`${method} ${url.split("/").at(-1)}`);
    const isSearch = url.endsWith("/search");
    json(response, 200, isSearch ? { connected_apps: [app] } : { connected_app: app });
  });
  let time = 0;
  const clock = { monotonicMs: () => time, epochMs: () => 0 };
  const { settings } = server;
  const api = await connect({ settings, totalTimeoutMs: 1000 }, () => {}, undefined, clock);
  const pass = (ms: number) => {
    time += ms;
  };
  return { api, routes, pass };
}

test("the clock that is handed in decides how long pages serve reads", async () => {
  const { api, routes, pass } = await connection();
  await api.getConnectedApp("id-1", READ);
  await api.getConnectedApp("id-1", READ);
  expect(routes).toEqual(["GET id-1", "POST search"]);
  pass(5000);
  await api.getConnectedApp("id-1", READ);
  expect(routes).toHaveLength(2);
  pass(5001);
  await api.getConnectedApp("id-1", READ);
  expect(routes).toEqual(["GET id-1", "POST search", "GET id-1"]);
});
