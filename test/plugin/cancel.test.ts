import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { expect, test } from "vitest";
import { json, serveHttp } from "../provider/_server.ts";
import { CONNECTED_APP, errorOf, startPlugin, valuesOf } from "./_plugin.ts";

const INPUTS = { clientType: "first_party_public", clientName: "web" };
const ID = "connected-app-test-11111111-2222-4333-8444-555555555555";
const CLIENT = {
  client_id: ID,
  client_name: "web",
  client_description: "",
  client_type: "first_party_public",
  status: "active",
  redirect_urls: [],
  post_logout_redirect_urls: [],
  full_access_allowed: false,
  bypass_consent_for_offline_access: false,
  access_token_expiry_minutes: 60,
  access_token_custom_audience: null,
  access_token_template_content: "{}",
  id_token_template_content: "{}",
  logo_url: null,
};

/** A server that responds to searches, and everything else once it is told to. */
async function startHeld() {
  const held: (() => void)[] = [];
  const arrived = Promise.withResolvers<void>();
  const server = await serveHttp((_n, response, { url }) => {
    if (url.endsWith("/search")) {
      const results_metadata = { total: 0, next_cursor: "" };
      return json(response, 200, { connected_apps: [], results_metadata, request_id: "r" });
    }
    held.push(() => json(response, 200, { connected_app: CLIENT, request_id: "r" }));
    arrived.resolve();
    return undefined;
  });
  const plugin = await startPlugin();
  await plugin.configure(server.settings);
  return {
    plugin,
    server,
    arrived: arrived.promise,
    cancel: () => plugin.ask(plugin.client.cancel, new Empty()),
    respond: () => {
      for (const send of held.splice(0)) send();
    },
  };
}

test("a write that is on its way gets its response, so that the state knows what it made", async () => {
  const { plugin, arrived, cancel, respond } = await startHeld();
  const create = plugin.create(CONNECTED_APP, INPUTS);
  await arrived;
  await cancel();
  respond();
  const response = await create;
  expect(response.getId()).toBe(ID);
  expect(valuesOf(response.getProperties())).toMatchObject({ clientId: ID, clientName: "web" });
});

test("a read that is on its way ends, and nothing is lost by it", async () => {
  const { plugin, arrived, cancel } = await startHeld();
  const read = errorOf(
    plugin.read(CONNECTED_APP, ID, { clientType: "first_party_public" }, INPUTS),
  );
  await arrived;
  await cancel();
  expect((await read).details).toBe(
    `[ERR_STYTCH_INTERRUPTED] GET /v1/connected_apps/clients/${ID}: ` +
      "the command was interrupted; this request has changed nothing. Run the command again.",
  );
});

test("nothing is started any more", async () => {
  const { plugin, server, cancel } = await startHeld();
  await cancel();
  const { details } = await errorOf(plugin.create(CONNECTED_APP, INPUTS));
  expect(details).toMatch(/^\[ERR_STYTCH_INTERRUPTED\] POST .*: not sent, /);
  expect(server.requests).toEqual([]);
});

test("a create that is interrupted before a retry says that nothing was created", async () => {
  const server = await serveHttp((_n, response, { url }) => {
    if (url.endsWith("/search")) {
      const results_metadata = { total: 0, next_cursor: "" };
      return json(response, 200, { connected_apps: [], results_metadata, request_id: "r" });
    }
    return json(response, 429, {}, { "retry-after": "100" });
  });
  const plugin = await startPlugin();
  await plugin.configure(server.settings);
  const create = errorOf(plugin.create(CONNECTED_APP, INPUTS));
  await expect.poll(() => plugin.lines).toHaveLength(1);
  await plugin.ask(plugin.client.cancel, new Empty());
  expect((await create).details).toBe(
    "[ERR_STYTCH_INTERRUPTED] POST /v1/connected_apps/clients: " +
      "the command was interrupted; this request has changed nothing. Run the command again.",
  );
});

test("a wait for a retry ends, and one line tells what it all took", async () => {
  const server = await serveHttp((n, response) => {
    if (n === 1) return json(response, 503, {});
    return json(response, 429, {}, { "retry-after": "100" });
  });
  const plugin = await startPlugin();
  await plugin.configure(server.settings);
  const read = errorOf(
    plugin.read(CONNECTED_APP, ID, { clientType: "first_party_public" }, INPUTS),
  );
  await expect.poll(() => plugin.lines).toHaveLength(1);
  expect(plugin.lines[0]).toMatchObject({ severity: "info", urn: "" });
  expect(plugin.lines[0]?.line).toMatch(/^Stytch: GET .*\(429\), next try in 100 s$/);
  const cancel = () => plugin.ask(plugin.client.cancel, new Empty());
  await cancel();
  expect((await read).details).toMatch(/^\[ERR_STYTCH_INTERRUPTED\] /);
  expect(plugin.lines[1]?.line).toBe(
    "Stytch: 2 calls, 1 of them a retry, 1 refused by the rate limit (429)",
  );
  await cancel();
  expect(plugin.lines).toHaveLength(2);
});
