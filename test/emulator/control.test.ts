import { describe, expect, it } from "vitest";
import { CLIENTS, createApi, createClient, ORIGIN, refusal, SEARCH } from "./_api.ts";

describe("GET /_emulator/stats", () => {
  it("counts /v1 requests by route pattern and status", async () => {
    const api = createApi();
    const { client_id } = await createClient(api);
    await api.call("GET", `${CLIENTS}/${client_id}`);
    await api.call("GET", `${CLIENTS}/unknown`);
    await api.call("POST", `${CLIENTS}/${client_id}/secrets/rotate/start`, {});
    await api.call("POST", SEARCH, {});
    await api.call("GET", "/v1/nowhere");
    expect((await api.call("GET", "/_emulator/stats")).body).toEqual({
      total: 6,
      requests: {
        [`POST ${CLIENTS}`]: 1,
        [`GET ${CLIENTS}/{client_id}`]: 2,
        [`POST ${CLIENTS}/{client_id}/secrets/rotate/start`]: 1,
        [`POST ${SEARCH}`]: 1,
        "GET (unknown)": 1,
      },
      statuses: { 200: 4, 404: 2 },
    });
  });

  it("starts at nothing and returns to it with POST /_emulator/stats/reset", async () => {
    const api = createApi();
    const nothing = { total: 0, requests: {}, statuses: {} };
    expect((await api.call("GET", "/_emulator/stats")).body).toEqual(nothing);
    await createClient(api);
    await api.call("POST", "/_emulator/stats/reset");
    expect((await api.call("GET", "/_emulator/stats")).body).toEqual(nothing);
  });
});

describe("GET /_emulator/requests", () => {
  it("tells method, route, path, status and user agent, and nothing secret", async () => {
    const api = createApi();
    const { client_id, client_secret = "" } = await createClient(api);
    const path = `${CLIENTS}/${client_id}`;
    await api.call("GET", `${path}?token=x`, undefined, { "user-agent": "test agent" });
    const { body, text } = await api.call("GET", "/_emulator/requests");
    expect(body).toMatchObject({
      requests: [
        { method: "POST", path: CLIENTS, status: 200 },
        {
          method: "GET",
          route: `GET ${CLIENTS}/{client_id}`,
          path,
          status: 200,
          userAgent: "test agent",
        },
      ],
    });
    expect(text).not.toContain("token");
    expect(text).not.toContain(client_secret);
    expect(text).not.toContain(api.app.projects.consumer.secret);
  });
});

it("GET /_emulator/requests keeps the last 200", async () => {
  const api = createApi();
  for (let count = 0; count <= 200; count += 1) await api.call("GET", `${CLIENTS}/${count}`);
  const { body } = await api.call("GET", "/_emulator/requests");
  expect(body.requests).toHaveLength(200);
  expect(body.requests).toMatchObject(
    [...Array(200).keys()].map((key) => ({ path: `${CLIENTS}/${key + 1}` })),
  );
});

it("a HEAD request counts as the GET that serves it", async () => {
  const api = createApi();
  await api.app.fetch(new Request(`${ORIGIN}/v1/debug/whoami`, { method: "HEAD" }));
  expect((await api.call("GET", "/_emulator/stats")).body).toMatchObject({
    requests: { "GET /v1/debug/whoami": 1 },
  });
});

describe("POST /_emulator/reset", () => {
  it("forgets clients, statistics and faults and sets the clock right", async () => {
    const api = createApi();
    const { client_id } = await createClient(api);
    await api.call("PUT", "/_emulator/faults", [{ status: 500, times: null }]);
    await api.call("POST", "/_emulator/clock", { advanceSeconds: 3600 });
    expect((await api.call("POST", "/_emulator/reset")).status).toBe(200);

    expect((await api.call("GET", "/_emulator/stats")).body).toMatchObject({ total: 0 });
    expect((await api.call("GET", "/_emulator/faults")).body).toEqual({ faults: [] });
    expect(await api.call("GET", `${CLIENTS}/${client_id}`)).toMatchObject(
      refusal(404, "connected_app_not_found"),
    );
    const { body } = await api.call("POST", "/_emulator/clock", { advanceSeconds: 0 });
    expect(Math.abs(Date.parse(String(body.now)) - Date.now())).toBeLessThan(60_000);
  });
});

describe("POST /_emulator/clock", () => {
  it("adds up", async () => {
    const api = createApi();
    await api.call("POST", "/_emulator/clock", { advanceSeconds: 3600 });
    const { body } = await api.call("POST", "/_emulator/clock", { advanceSeconds: 3600 });
    expect(Date.parse(String(body.now)) - Date.now()).toBeGreaterThan(7_190_000);
  });

  it.each([{}, { advanceSeconds: -1 }, { advanceSeconds: "1" }, { seconds: 1 }, []])(
    "refuses %j",
    async (body) => {
      expect((await createApi().call("POST", "/_emulator/clock", body)).status).toBe(400);
    },
  );
});

it("an unknown control route is 404 and not counted", async () => {
  const api = createApi();
  expect((await api.call("GET", "/_emulator/nothing")).status).toBe(404);
  expect((await api.call("GET", "/_emulator/stats")).body).toMatchObject({ total: 0 });
});
