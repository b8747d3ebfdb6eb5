import { describe, expect, test } from "vitest";
import type { Traffic, WaitEvent } from "../../../../provider/src/stytch/http/retried-calls.ts";
import {
  createTransport,
  type TransportOptions,
} from "../../../../provider/src/stytch/http/transport.ts";
import { CREATE, startRig } from "../../_emulator.ts";
import { failureOf } from "../../_secrets.ts";
import { json, serveHttp } from "../../_server.ts";

const GET = { method: "GET", path: "/v1/x", idempotent: true } as const;
const POST = { method: "POST", path: "/v1/x", body: {}, idempotent: false } as const;

/** Time that passes only during waits. */
function clockwork() {
  let time = 1_000_000;
  const options: TransportOptions = {
    random: () => 1,
    clock: { monotonicMs: () => time, epochMs: () => 0 },
    wait: async (ms) => {
      time += ms;
    },
  };
  return { options, elapsed: () => time - 1_000_000 };
}

const many = (count: number, action: () => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: count }, action));

const failed = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === "rejected");

describe("300 creates at a limit of 100 a second", () => {
  test.each([
    ["as configured", { maxRequestsPerSecond: 100 }],
    ["that is not configured", {}],
  ])("%s: none fails, and at most 5 % more calls than needed", async (_name, options) => {
    const rig = await startRig({ rateLimit: 100 }, options);
    const create = () => rig.api.createConnectedApp({ clientType: "first_party" });
    expect(failed(await many(300, create))).toEqual([]);
    // The rate limit of the emulator is none of the control routes.
    const { requests, statuses } = await rig.stats();
    expect(statuses["200"]).toBe(300);
    expect(requests[CREATE]).toBeLessThanOrEqual(315);
  });
});

describe("the total time limit", () => {
  test("does not count the time in which others had their turn", async () => {
    const server = await serveHttp((_n, response) => json(response, 200, {}));
    const { options } = clockwork();
    const transport = createTransport(server.settings, {
      ...options,
      maxRequestsPerSecond: 0.1,
      maxConcurrentRequests: 1,
      totalTimeoutMs: 2000,
    });
    expect(failed(await many(30, () => transport.send(POST)))).toEqual([]);
    expect(server.requests).toHaveLength(30);
  });

  test("ends the wait for a turn when the server accepts no request at all for that long", async () => {
    const server = await serveHttp((_n, response) =>
      json(response, 429, {}, { "retry-after": "30" }),
    );
    const { options } = clockwork();
    const transport = createTransport(server.settings, { ...options, maxConcurrentRequests: 2 });
    const outcomes = await many(50, () => transport.send(POST));
    expect(failed(outcomes)).toHaveLength(50);
    expect(server.requests.length).toBeLessThan(20);
    const last = outcomes.at(-1);
    expect(last).toMatchObject({
      reason: { code: "ERR_STYTCH_TIMEOUT", mayHaveTakenEffect: false },
    });
    expect(String((last as PromiseRejectedResult).reason)).toContain("not sent");
  });

  test("shorter than the Retry-After of one call does not make the others wait for it", async () => {
    const server = await serveHttp((_n, response) =>
      json(response, 429, {}, { "retry-after": "3600" }),
    );
    const { options, elapsed } = clockwork();
    // One at a time: the others have not started when the first is refused.
    const transport = createTransport(server.settings, { ...options, maxConcurrentRequests: 1 });
    for (const outcome of await many(5, () => transport.send(POST))) {
      expect(outcome).toMatchObject({ reason: { code: "ERR_STYTCH_API", status: 429 } });
    }
    expect(elapsed()).toBeLessThan(180_000);
  });

  test("does not end the wait for a turn while the server responds, with whatever error", async () => {
    const server = await serveHttp((_n, response) => json(response, 404, {}));
    const { options } = clockwork();
    const transport = createTransport(server.settings, {
      ...options,
      maxConcurrentRequests: 1,
      maxRequestsPerSecond: 0.1,
      totalTimeoutMs: 25_000,
    });
    for (const outcome of await many(6, () => transport.send(POST))) {
      expect(outcome).toMatchObject({ reason: { code: "ERR_STYTCH_API", status: 404 } });
    }
  });
});

test("a 429 of one call makes the others wait too", async () => {
  const server = await serveHttp((n, response) =>
    json(response, n === 1 ? 429 : 200, {}, n === 1 ? { "retry-after": "7" } : {}),
  );
  const times: number[] = [];
  const { options, elapsed } = clockwork();
  const transport = createTransport(server.settings, { ...options, maxConcurrentRequests: 1 });
  const call = () => transport.send(GET).then(() => times.push(elapsed()));
  await many(4, call);
  expect(times).toHaveLength(4);
  for (const time of times) expect(time).toBeGreaterThanOrEqual(7000);
});

test("a call that is cancelled while it waits for its turn was not sent", async () => {
  const server = await serveHttp(() => {});
  const transport = createTransport(server.settings, {
    maxConcurrentRequests: 1,
    attemptTimeoutMs: 500,
  });
  const first = failureOf(transport.send(POST));
  const controller = new AbortController();
  const second = failureOf(transport.send({ ...POST, signal: controller.signal }));
  setTimeout(() => controller.abort(), 20);
  expect(await second).toMatchObject({
    code: "ERR_STYTCH_INTERRUPTED",
    mayHaveTakenEffect: false,
    message: "POST /v1/x: not sent, because the command was interrupted. Run it again.",
  });
  await first;
  expect(server.requests).toHaveLength(1);
});

test("the time of an attempt begins with its turn", async () => {
  const server = await serveHttp((_n, response) => {
    setTimeout(() => json(response, 200, {}), 60);
  });
  const transport = createTransport(server.settings, {
    maxConcurrentRequests: 1,
    attemptTimeoutMs: 400,
    retry: { maxRetries: 0 },
  });
  expect(failed(await many(10, () => transport.send(POST)))).toEqual([]);
});

test("a long wait for a turn is reported", async () => {
  const server = await serveHttp((_n, response) => {
    setTimeout(() => json(response, 200, {}), 100);
  });
  const events: WaitEvent[] = [];
  const transport = createTransport(server.settings, {
    maxConcurrentRequests: 1,
    slowResponseMs: 150,
    onWait: (event) => events.push(event),
  });
  await many(3, () => transport.send(GET));
  expect(events).toContainEqual({
    method: "GET",
    path: "/v1/x",
    reason: "waits for its turn",
    waitMs: undefined,
  });
});

test("what was sent is counted: requests, retries, refusals and the time held back", async () => {
  const server = await serveHttp((n, response) =>
    json(response, n === 1 ? 429 : n === 2 ? 503 : 200, {}),
  );
  let traffic: (() => Traffic) | undefined;
  const { options } = clockwork();
  const transport = createTransport(server.settings, {
    ...options,
    maxRequestsPerSecond: 1,
    onTraffic: (ask) => {
      traffic = ask;
    },
  });
  await transport.send(GET);
  await transport.send(GET);
  expect(traffic?.()).toMatchObject({ requests: 4, retries: 2, refusals: 1 });
  expect(traffic?.().heldBackMs).toBeGreaterThan(1000);
});
