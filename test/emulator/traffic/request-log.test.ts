import { describe, expect, it } from "vitest";
import {
  createRequestLog,
  LOG_LIMITS,
  type RecordedRequest,
} from "../../../emulator/src/traffic/request-log.ts";
import { CLIENTS, createApi, ORIGIN } from "../_api.ts";

function request(body = ""): Omit<RecordedRequest, "number"> {
  return {
    time: "2026-01-01T00:00:00.000Z",
    method: "GET",
    route: "GET /v1/debug/whoami",
    path: "/v1/debug/whoami",
    query: "",
    status: 200,
    userAgent: null,
    requestId: null,
    request: { headers: [["accept", "*/*"]], body, omittedBytes: 0 },
    response: null,
  };
}

describe("the log of requests", () => {
  it("remembers the last 10,000 of 200,000, each by its number", () => {
    const log = createRequestLog();
    for (let n = 0; n < 200_000; n += 1) log.add(request("body"));
    expect(log.recorded()).toHaveLength(LOG_LIMITS.requests);
    expect(log.find(190_000)).toBeUndefined();
    expect(log.find(190_001)?.number).toBe(190_001);
    expect(log.entries()).toHaveLength(200);
    const each = "/v1/debug/whoami".length + "accept*/*body".length;
    expect(log.characters()).toBe(LOG_LIMITS.requests * each);
  });

  it("remembers fewer where they are large", () => {
    const log = createRequestLog();
    const large = request("x".repeat(LOG_LIMITS.bodyBytes));
    for (let n = 0; n < 2000; n += 1) log.add(large);
    expect(log.characters()).toBeLessThanOrEqual(LOG_LIMITS.characters);
    expect(log.characters()).toBeGreaterThan(LOG_LIMITS.characters * 0.9);
    expect(log.recorded().at(-1)?.number).toBe(2000);
  });

  it("is empty after a reset, and counts on", () => {
    const log = createRequestLog();
    log.add(request("body"));
    log.reset();
    expect({ kept: log.recorded(), characters: log.characters() }).toEqual({
      kept: [],
      characters: 0,
    });
    log.add(request());
    expect(log.recorded()[0]?.number).toBe(2);
  });
});

describe("a recorded request", () => {
  async function record(body: unknown, fault?: Record<string, unknown>) {
    const api = createApi();
    if (fault !== undefined) await api.call("PUT", "/_emulator/faults", [fault]);
    const response = await api
      .call("POST", `${CLIENTS}?q=1`, body, { "x-mark": "ä" })
      .catch(() => undefined);
    const page = await api.app.fetch(new Request(`${ORIGIN}/_emulator/traffic/1?secrets=shown`));
    return { response, text: (await page.text()).replaceAll("&quot;", '"') };
  }

  it("has its query, headers, body and response, which its program gets unchanged", async () => {
    const { response, text } = await record({ client_type: "first_party", client_name: "ä€😀" });
    expect(response?.body).toMatchObject({ connected_app: { client_name: "ä€😀" } });
    for (const part of [
      `${CLIENTS}?q=1`,
      "x-mark",
      '"client_name": "ä€😀"',
      String(Object(response?.body.connected_app).client_secret),
      String(response?.body.request_id),
    ]) {
      expect(text).toContain(part);
    }
  });

  it("has the first 20,000 bytes of a large body, and says how many it lacks", async () => {
    const client_description = "d".repeat(100_000);
    const { response, text } = await record({ client_type: "first_party", client_description });
    expect(response?.text).toContain(client_description);
    expect(text).toMatch(/8\d{4} more bytes are not kept/);
    expect(text.length).toBeLessThan(60_000);
  });

  it("has no response where the connection was dropped, and no body where none was read", async () => {
    const dropped = await record({ client_type: "first_party" }, { drop: "after" });
    expect(dropped.response).toBeUndefined();
    expect(dropped.text).toContain("No response: the connection was dropped.");
    expect(dropped.text).toContain('"client_type": "first_party"');
    const refused = await record({ client_type: "first_party" }, { status: 503 });
    expect(refused.response?.status).toBe(503);
    expect(refused.text).toContain("None, or not read.");
  });
});

describe("GET /_emulator/requests", () => {
  it("shows neither headers nor bodies nor queries", async () => {
    const api = createApi();
    await api.call("POST", `${CLIENTS}?query=q`, { client_type: "first_party" });
    const { body, text } = await api.call("GET", "/_emulator/requests");
    expect(Object.keys(Object(body.requests)[0])).toEqual([
      "time",
      "method",
      "route",
      "path",
      "status",
      "userAgent",
    ]);
    expect(text).not.toMatch(/client_secret|query=|Basic/);
  });
});
