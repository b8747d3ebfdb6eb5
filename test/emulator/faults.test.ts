import { describe, expect, it } from "vitest";
import { type Api, CLIENTS, createApi, createClient, refusal, SEARCH } from "./_api.ts";

const GET = `GET ${CLIENTS}/{client_id}`;
const WHOAMI = "/v1/debug/whoami";

async function setFaults(api: Api, faults: unknown): Promise<void> {
  const response = await api.call("PUT", "/_emulator/faults", faults);
  expect(response.status, response.text).toBe(200);
}

async function statuses(api: Api, count: number, path = WHOAMI): Promise<number[]> {
  const seen: number[] = [];
  while (seen.length < count) seen.push((await api.call("GET", path)).status);
  return seen;
}

describe("a status fault", () => {
  it("strikes once unless `times` is given", async () => {
    const api = createApi();
    await setFaults(api, { faults: [{ status: 503 }] });
    expect(await statuses(api, 3)).toEqual([503, 200, 200]);
  });

  it("strikes times times, after the first after matches", async () => {
    const api = createApi();
    await setFaults(api, [{ status: 503, times: 2, after: 1 }]);
    expect(await statuses(api, 4)).toEqual([200, 503, 503, 200]);
  });

  it.each([null, "always"])("with times %j strikes for ever", async (times) => {
    const api = createApi();
    await setFaults(api, [{ status: 503, times }]);
    expect(await statuses(api, 5)).toEqual([503, 503, 503, 503, 503]);
  });

  it("behind another one waits for its turn", async () => {
    const api = createApi();
    await setFaults(api, [{ status: 429 }, { status: 500 }]);
    expect(await statuses(api, 3)).toEqual([429, 500, 200]);
  });

  it("of a route leaves the others alone", async () => {
    const api = createApi();
    await setFaults(api, [{ route: GET, status: 500 }]);
    expect(await statuses(api, 1)).toEqual([200]);
    expect(await statuses(api, 2, `${CLIENTS}/unknown`)).toEqual([500, 404]);
  });

  it("comes before the request takes effect", async () => {
    const api = createApi();
    await setFaults(api, [{ route: `POST ${CLIENTS}`, status: 500 }]);
    await api.call("POST", CLIENTS, { client_type: "first_party" });
    expect((await api.call("POST", SEARCH, {})).body).toMatchObject({ connected_apps: [] });
  });

  it.each([
    [400, "bad_request"],
    [401, "unauthorized_credentials"],
    [404, "connected_app_not_found"],
    [429, "too_many_requests"],
    [500, "internal_server_error"],
    [503, "server_unavailable"],
  ])("%d gives %s in the shape of an API error", async (status, errorType) => {
    const api = createApi();
    await setFaults(api, [{ status }]);
    expect(await api.call("GET", `${CLIENTS}/x`)).toMatchObject(refusal(status, errorType));
  });

  it.each([
    [3, "3"],
    ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"],
    [undefined, null],
  ])("with retryAfter %j sends Retry-After %j", async (retryAfter, header) => {
    const api = createApi();
    await setFaults(api, [{ status: 429, retryAfter }]);
    expect((await api.call("GET", WHOAMI)).headers.get("retry-after")).toBe(header);
  });
});

describe("a drop fault", () => {
  it.each([
    ["before", 0],
    ["after", 1],
  ])("%s effect rejects and leaves %d client(s)", async (drop, count) => {
    const api = createApi();
    await setFaults(api, [{ drop }]);
    const request = api.call("POST", CLIENTS, { client_type: "first_party" });
    await expect(request).rejects.toThrow("fetch failed");
    const { body } = await api.call("POST", SEARCH, {});
    expect(body).toMatchObject({ results_metadata: { total: count } });
    expect((await api.call("GET", "/_emulator/stats")).body).toMatchObject({
      total: 2,
      requests: { [`POST ${CLIENTS}`]: 1 },
      statuses: { dropped: 1, 200: 1 },
    });
  });
});

describe("a body fault", () => {
  it.each(["malformed", "truncated"])(
    "%s leaves a response that is not JSON, after the effect",
    async (body) => {
      const api = createApi();
      await setFaults(api, [{ body }]);
      const request = api.call("POST", CLIENTS, { client_type: "first_party" });
      await expect(request).rejects.toThrow(body === "malformed" ? SyntaxError : TypeError);
      const search = await api.call("POST", SEARCH, {});
      expect(search.body).toMatchObject({ results_metadata: { total: 1 } });
    },
  );
});

describe("a latency fault", () => {
  function createWaitingApi() {
    const waits: number[] = [];
    const wait = async (ms: number) => {
      waits.push(ms);
    };
    return { waits, api: createApi({ latencyMs: 5 }, { wait }) };
  }

  it("adds to the latency of the emulator and to other faults", async () => {
    const { waits, api } = createWaitingApi();
    await setFaults(api, [{ latencyMs: 10 }, { latencyMs: 20 }, { status: 500 }]);
    expect(await statuses(api, 2)).toEqual([500, 200]);
    expect(waits).toEqual([35, 5]);
  });

  it("does not slow the control routes", async () => {
    const { waits, api } = createWaitingApi();
    await api.call("GET", "/_emulator/stats");
    expect(waits).toEqual([]);
  });
});

describe("PUT /_emulator/faults", () => {
  it("replaces the list; GET shows it with how often each has struck", async () => {
    const api = createApi();
    await setFaults(api, [{ status: 500, times: 3 }]);
    await setFaults(api, [{ route: GET, status: 500, times: 2 }]);
    await statuses(api, 1, `${CLIENTS}/x`);
    expect((await api.call("GET", "/_emulator/faults")).body).toEqual({
      faults: [{ route: GET, status: 500, times: 2, after: 0, fired: 1 }],
    });
  });

  it.each([
    [{}, "faults"],
    [[{}], "faults[0]"],
    [[{ status: 500 }, { status: 500, drop: "before" }], "faults[1]"],
    [[{ status: 200 }], "faults[0].status"],
    [[{ status: 500, times: 0 }], "faults[0].times"],
    [[{ status: 500, after: -1 }], "faults[0].after"],
    [[{ status: 500, route: "GET /v1/nowhere" }], "faults[0].route"],
    [[{ status: 500, retryAfter: "soon" }], "faults[0].retryAfter"],
    [[{ drop: "before", retryAfter: 1 }], "faults[0].retryAfter"],
    [[{ drop: "during" }], "faults[0].drop"],
    [[{ body: "empty" }], "faults[0].body"],
    [[{ latencyMs: -1 }], "faults[0].latencyMs"],
    [[{ status: 500, time: 2 }], "faults[0]"],
    ["{", "the body"],
  ])("refuses %j and names the place", async (faults, place) => {
    const api = createApi();
    await setFaults(api, [{ status: 500 }]);
    const response = await api.call("PUT", "/_emulator/faults", faults);
    expect(response.status).toBe(400);
    expect(response.body.error).toContain(`${place}: `);
    expect((await api.call("GET", "/_emulator/faults")).body).toMatchObject({
      faults: [{ status: 500 }],
    });
  });
});

describe("a rate limit", () => {
  const clock = () => {
    let now = 1_000_000;
    return {
      now: () => now,
      advance: (seconds: number) => {
        now += seconds * 1000;
      },
      reset: () => {},
    };
  };

  it("of the emulator refuses what exceeds a window and begins anew with the next", async () => {
    const time = clock();
    const api = createApi({ rateLimit: 2 }, { clock: time });
    expect(await statuses(api, 3)).toEqual([200, 200, 429]);
    time.advance(0.999);
    expect(await statuses(api, 1)).toEqual([429]);
    time.advance(0.001);
    expect(await statuses(api, 3)).toEqual([200, 200, 429]);
  });

  it("responds with too_many_requests and Retry-After 1", async () => {
    const api = createApi({ rateLimit: 1 }, { clock: clock() });
    await api.call("GET", WHOAMI);
    const response = await api.call("GET", WHOAMI);
    expect(response).toMatchObject(refusal(429, "too_many_requests"));
    expect(response.headers.get("retry-after")).toBe("1");
  });

  it("as a fault holds for its route and lasts", async () => {
    const api = createApi({}, { clock: clock() });
    await setFaults(api, [{ route: GET, rateLimit: 1 }]);
    expect(await statuses(api, 3, `${CLIENTS}/x`)).toEqual([404, 429, 429]);
    expect(await statuses(api, 2)).toEqual([200, 200]);
  });

  it("as a fault with times ends after so many refusals", async () => {
    const api = createApi({}, { clock: clock() });
    await setFaults(api, [{ rateLimit: 0, times: 2 }]);
    expect(await statuses(api, 3)).toEqual([429, 429, 200]);
  });
});

it("a fault strikes requests of both projects", async () => {
  const api = createApi();
  await createClient(api);
  await setFaults(api, [{ status: 500 }]);
  expect((await api.as("b2b").call("GET", WHOAMI)).status).toBe(500);
  expect((await api.call("GET", WHOAMI)).status).toBe(200);
});
