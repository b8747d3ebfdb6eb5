import { afterEach, describe, expect, test, vi } from "vitest";
import type { WaitEvent } from "../../../../provider/src/stytch/http/retried-calls.ts";
import {
  createTransport,
  type TransportOptions,
} from "../../../../provider/src/stytch/http/transport.ts";
import { failureOf } from "../../_secrets.ts";
import { json, serveHttp } from "../../_server.ts";

const START = Date.parse("1994-11-06T08:49:30Z");
const GET = { method: "GET", path: "/v1/x", idempotent: true } as const;
const POST = { method: "POST", path: "/v1/x", body: {}, idempotent: false } as const;

/** Time that passes only while a retry is waited for, on a machine with a wrong date. */
function clockwork(options: TransportOptions = {}, epochMs = 0) {
  let time = START;
  const waits: number[] = [];
  const events: WaitEvent[] = [];
  const transport: TransportOptions = {
    random: () => 1,
    clock: { monotonicMs: () => time, epochMs: () => epochMs },
    wait: async (ms) => {
      waits.push(ms);
      time += ms;
    },
    onWait: (event) => events.push(event),
    ...options,
  };
  return { transport, waits, events };
}

/** Responds with the statuses in turn, the last one for ever; 200 has a body. */
async function responding(statuses: number[], retryAfter?: string) {
  return serveHttp((n, response) => {
    const status = statuses[Math.min(n, statuses.length) - 1] ?? 200;
    const headers = status >= 400 && retryAfter !== undefined ? { "retry-after": retryAfter } : {};
    json(response, status, { n }, { ...headers, date: new Date(START).toUTCString() });
  });
}

describe("waits between attempts", () => {
  test("double up to a bound", async () => {
    const server = await responding([503]);
    const { transport, waits } = clockwork({
      retry: { maxRetries: 6, firstDelayMs: 100, maxDelayMs: 1000 },
    });
    await failureOf(createTransport(server.settings, transport).send(GET));
    expect(waits).toEqual([100, 200, 400, 800, 1000, 1000]);
    expect(server.requests).toHaveLength(7);
  });

  test("are reported, with the reason and the length", async () => {
    const server = await responding([503, 429, 200]);
    const { transport, events } = clockwork();
    expect(await createTransport(server.settings, transport).send(GET)).toEqual({ n: 3 });
    expect(events).toEqual([
      { method: "GET", path: "/v1/x", reason: expect.stringContaining("503"), waitMs: 500 },
      { method: "GET", path: "/v1/x", reason: expect.stringContaining("429"), waitMs: 1000 },
    ]);
  });

  test("count a date from this machine's time where the server sends no date of its own", async () => {
    const server = await serveHttp((n, response) => {
      response.sendDate = false;
      json(response, n === 1 ? 429 : 200, {}, { "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT" });
    });
    const { transport, waits } = clockwork({}, START);
    await createTransport(server.settings, transport).send(GET);
    expect(waits).toEqual([7000]);
  });

  describe("while the machine's clock", () => {
    afterEach(() => vi.useRealTimers());

    test.each([
      ["goes forward", 3_600_000],
      ["goes back", -3_600_000],
    ])("%s by an hour, are as long as ever, and the call goes on", async (_title, shiftMs) => {
      vi.useFakeTimers({ toFake: ["Date"] });
      const server = await responding([429, 503, 200], "1");
      const waits: number[] = [];
      const transport = createTransport(server.settings, {
        random: () => 1,
        wait: async (ms) => {
          waits.push(Math.round(ms / 100) * 100);
          vi.setSystemTime(Date.now() + shiftMs);
        },
        maxConcurrentRequests: 1,
      });
      expect(await transport.send(GET)).toEqual({ n: 3 });
      expect(waits.length).toBeGreaterThan(0);
      expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
    });
  });

  test("are real ones unless injected", async () => {
    const server = await responding([503, 200]);
    const transport = createTransport(server.settings, {
      retry: { firstDelayMs: 2, maxDelayMs: 2 },
    });
    expect(await transport.send(GET)).toEqual({ n: 2 });
  });

  test("do not exist with maxRetries 0", async () => {
    const server = await responding([503, 200]);
    const { transport, waits } = clockwork({ retry: { maxRetries: 0 } });
    await failureOf(createTransport(server.settings, transport).send(GET));
    expect(waits).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
});

describe.each([
  ["429", 429, POST],
  ["503", 503, GET],
] as const)("Retry-After of a %s", (_name, status, call) => {
  test.each([
    ["2", 2000],
    ["120", 120_000],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 7000],
    // What says nothing of use leads to back-off.
    ["0", 500],
    ["Sun, 06 Nov 1994 08:49:00 GMT", 500],
    ["soon", 500],
    ["-5", 500],
    ["1.5", 500],
    ["", 500],
    [undefined, 500],
  ])("%j: waits %i ms", async (header, expected) => {
    const server = await responding([status, 200], header);
    const { transport, waits } = clockwork();
    expect(await createTransport(server.settings, transport).send(call)).toEqual({ n: 2 });
    expect(waits).toEqual([expected]);
  });

  test.each(["180", "3600", "99999999999999999999", "Sat, 01 Jan 2000 00:00:00 GMT"])(
    "%s, longer than the time that is left, gives up at once",
    async (header) => {
      const server = await responding([status], header);
      const { transport, waits, events } = clockwork();
      const error = await failureOf(createTransport(server.settings, transport).send(call));
      expect(error).toMatchObject({ code: "ERR_STYTCH_API", status });
      expect(server.requests).toHaveLength(1);
      expect([waits, events]).toEqual([[], []]);
    },
  );
});

describe("the total time limit", () => {
  test("ends the retries of 429, which have no other bound", async () => {
    const server = await responding([429], "30");
    const { transport, waits } = clockwork({ totalTimeoutMs: 180_000, retry: { maxRetries: 0 } });
    const error = await failureOf(createTransport(server.settings, transport).send(POST));
    expect(error).toMatchObject({ code: "ERR_STYTCH_API", status: 429, mayHaveTakenEffect: false });
    expect(waits).toEqual([30_000, 30_000, 30_000, 30_000, 30_000]);
    expect(server.requests).toHaveLength(6);
  });

  test("bounds a server that responds with 429 and Retry-After: 0 for ever", async () => {
    const server = await responding([429], "0");
    const { transport, waits } = clockwork({ totalTimeoutMs: 60_000 });
    await failureOf(createTransport(server.settings, transport).send(GET));
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(60_000);
    expect(server.requests.length).toBeLessThan(12);
  });

  test("is never overstepped by a wait", async () => {
    const server = await responding([503]);
    const { transport, waits } = clockwork({ totalTimeoutMs: 1500 });
    await failureOf(createTransport(server.settings, transport).send(GET));
    expect(waits).toEqual([500]);
  });
});
