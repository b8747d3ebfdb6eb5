import { describe, expect, it } from "vitest";
import {
  createRequestLog,
  LOG_LIMITS,
  type RecordedRequest,
} from "../../../emulator/src/traffic/request-log.ts";
import { CLIENTS, createApi } from "../_api.ts";

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
    request: { headers: [["accept", "*/*"]], body, omittedCharacters: 0 },
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
    const large = request("x".repeat(LOG_LIMITS.bodyCharacters));
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
