import { expect, test } from "vitest";
import { batchedReads } from "../../../provider/src/stytch/batched-reads.ts";
import { createStytchApi } from "../../../provider/src/stytch/client.ts";
import { NO_PAUSE } from "../_emulator.ts";
import { failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";

const BATCH = { batch: true };

test("pages that never end are not followed for ever", async () => {
  const server = await serveHttp((n, response, { method }) =>
    method === "GET"
      ? json(response, 404, { error_type: "connected_app_not_found" })
      : json(response, 200, {
          connected_apps: [],
          results_metadata: { total: -1, next_cursor: `page-${n}` },
        }),
  );
  const api = batchedReads(createStytchApi(server.settings, NO_PAUSE));
  const ids = Array.from({ length: 500 }, (_, index) => `app-${index}`);
  const outcomes = await Promise.allSettled(ids.map((id) => api.getConnectedApp(id, BATCH)));
  expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
  expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(50);
});

test("pages that take too much memory are not followed", async () => {
  const app = {
    client_id: "app",
    client_type: "first_party",
    access_token_expiry_minutes: 60,
    client_description: "x".repeat(5_000_000),
  };
  const server = await serveHttp((n, response, { method }) =>
    method === "GET"
      ? json(response, 404, { error_type: "connected_app_not_found" })
      : json(response, 200, {
          connected_apps: [{ ...app, client_id: `app-${n}` }],
          results_metadata: { total: -1, next_cursor: `page-${n}` },
        }),
  );
  const api = batchedReads(createStytchApi(server.settings, NO_PAUSE));
  const ids = Array.from({ length: 50 }, (_, index) => `gone-${index}`);
  await Promise.all(ids.map((id) => failureOf(api.getConnectedApp(id, BATCH))));
  expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(3);
});

test("a cursor that leads back ends the search", async () => {
  const server = await serveHttp((_n, response, { method }) =>
    method === "GET"
      ? json(response, 404, { error_type: "connected_app_not_found" })
      : json(response, 200, { connected_apps: [], results_metadata: { next_cursor: "same" } }),
  );
  const api = batchedReads(createStytchApi(server.settings, NO_PAUSE));
  await Promise.all(["a", "b", "c"].map((id) => failureOf(api.getConnectedApp(id, BATCH))));
  expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
});
