import { join } from "node:path";
import { expect, it } from "vitest";
import { createEmulator } from "../../../emulator/src/index.ts";
import { CLIENTS, createApi, createClient, readResponse, SEARCH } from "../_api.ts";
import { createScene, credentials, introspect } from "../_oauth.ts";
import { send, startEmulator, temporaryFolder } from "../_server.ts";
import { advance, createClients, searched } from "./_case.ts";

const PATH = "/_emulator/habits";

it("a search that is behind counts and pages what it sees", async () => {
  const api = createApi({ habits: { search_lag_seconds: 10 } });
  await createClients(api, "a", "b");
  await advance(api, 10);
  await createClients(api, "c");
  const first = (await api.call("POST", SEARCH, { limit: 1 })).body;
  const { total, next_cursor } = Object(first.results_metadata);
  expect(total).toBe(2);
  expect(await searched(api, { cursor: next_cursor })).toEqual(["b"]);
});

it("GET and search are behind by themselves", async () => {
  const api = createApi({ habits: { search_lag_seconds: 10, get_lag_seconds: 20 } });
  const [id] = await createClients(api, "a");
  await advance(api, 10);
  expect(await searched(api)).toEqual(["a"]);
  expect((await api.call("GET", `${CLIENTS}/${id}`)).status).toBe(404);
});

it("several changes of a client are seen one after another", async () => {
  const api = createApi({ habits: { get_lag_seconds: 10 } });
  const [id] = await createClients(api, "0");
  const seen = [];
  for (let n = 1; n <= 4; n += 1) {
    await advance(api, 4);
    await api.call("PUT", `${CLIENTS}/${id}`, { client_name: String(n) });
    const { body } = await api.call("GET", `${CLIENTS}/${id}`);
    seen.push(Object(body.connected_app).client_name);
  }
  expect(seen).toEqual([undefined, undefined, "0", "1"]);
});

it("writes act on the present, and so does what is not a client endpoint", async () => {
  const habits = { search_lag_seconds: 10, get_lag_seconds: 10 };
  const scene = await createScene("consumer", {}, {}, {}, { habits });
  expect((await introspect(scene, "x", credentials(scene))).status).toBe(200);
  const path = `${CLIENTS}/${scene.client.client_id}`;
  expect((await scene.api.call("PUT", path, { client_name: "b" })).status).toBe(200);
  expect((await scene.api.call("DELETE", path)).status).toBe(200);
  expect((await scene.api.call("DELETE", path)).status).toBe(404);
});

it("the projects are behind each with its own clients", async () => {
  const api = createApi({ habits: { search_lag_seconds: 10 } });
  await createClients(api, "a");
  await advance(api, 10);
  await createClients(api.as("b2b"), "b");
  expect([await searched(api), await searched(api.as("b2b"))]).toEqual([["a"], []]);
});

it("a lag that is set later hides later changes alone", async () => {
  const api = createApi();
  await createClients(api, "a");
  await api.call("PUT", PATH, { search_lag_seconds: 10 });
  await createClients(api, "b");
  expect(await searched(api)).toEqual(["a"]);
  await api.call("PUT", PATH, { search_lag_seconds: 0 });
  expect(await searched(api)).toEqual(["a", "b"]);
});

it("a reset leaves nothing to be seen", async () => {
  const api = createApi({ habits: { search_lag_seconds: 10 } });
  const [id] = await createClients(api, "a");
  await advance(api, 10);
  await api.call("DELETE", `${CLIENTS}/${id}`);
  await api.call("POST", "/_emulator/reset");
  expect(await searched(api)).toEqual([]);
});

it("an old secret that lives on does so over a restart", async () => {
  const options = {
    stateFile: join(temporaryFolder(), "state.json"),
    habits: { old_secret_grace_seconds: 3600 },
  };
  const first = await createEmulator(options);
  const caller = {
    call: async (method: string, path: string, body?: unknown) =>
      readResponse(await send(first, method, path, body)),
  };
  const { client_id, client_secret } = await createClient(caller);
  const rotate = `${CLIENTS}/${client_id}/secrets/rotate`;
  await caller.call("POST", `${rotate}/start`, {});
  await caller.call("POST", rotate, {});
  await first.close();
  const { url } = (await startEmulator(options)).projects.consumer;
  const statuses = [];
  for (const secret of [String(client_secret), "wrong"]) {
    const body = new URLSearchParams({ token: "x", client_id, client_secret: secret });
    statuses.push((await fetch(`${url}/v1/oauth2/introspect`, { method: "POST", body })).status);
  }
  expect(statuses).toEqual([200, 400]);
});
