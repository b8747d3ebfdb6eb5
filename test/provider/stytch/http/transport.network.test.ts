import { describe, expect, onTestFinished, test, vi } from "vitest";
import { StytchSettingsError } from "../../../../provider/src/stytch/errors.ts";
import type { WaitEvent } from "../../../../provider/src/stytch/http/retried-calls.ts";
import { createTransport } from "../../../../provider/src/stytch/http/transport.ts";
import { NO_PAUSE } from "../../_emulator.ts";
import { basicToken, expectHidden, failureOf } from "../../_secrets.ts";
import { closedUrl, json, PROJECT_ID, serveBytes, serveHttp, settingsFor } from "../../_server.ts";

const GET = { method: "GET", path: "/v1/x", idempotent: true } as const;
const PUT = { method: "PUT", path: "/v1/x", body: {}, idempotent: true } as const;
const POST = { method: "POST", path: "/v1/x", body: {}, idempotent: false } as const;
const SECRET = "secret-test-canary";

function noProxies(): void {
  for (const name of ["https_proxy", "http_proxy", "no_proxy"]) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toUpperCase(), undefined);
  }
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

describe("a connection that was never established", () => {
  test.each([GET, PUT, POST])(
    "refused: $method, idempotent $idempotent, is retried",
    async (call) => {
      const waits: WaitEvent[] = [];
      const url = await closedUrl();
      const transport = createTransport(settingsFor(url), {
        ...NO_PAUSE,
        onWait: (event) => waits.push(event),
      });
      const error = await failureOf(transport.send(call));
      expect(error).toHaveProperty("message", expect.stringContaining(new URL(url).host));
      expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: false });
      expect(error).toMatchObject({ cause: { code: "ECONNREFUSED" } });
      expect(waits).toHaveLength(4);
      expect(waits[0]).toMatchObject({ method: call.method, path: "/v1/x" });
      expectHidden(error, SECRET, basicToken(PROJECT_ID, SECRET));
    },
  );

  test("host name not found", async () => {
    noProxies();
    const error = await failureOf(
      createTransport(settingsFor("https://nowhere.invalid"), NO_PAUSE).send(POST),
    );
    expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: false });
    expect(error.cause).toMatchObject({ code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) });
  });

  test("https to a server that speaks http", async () => {
    const server = await serveHttp((_n, response) => json(response, 200, {}));
    const settings = settingsFor(server.url.replace("http:", "https:"));
    const error = await failureOf(createTransport(settings, NO_PAUSE).send(POST));
    expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: false });
  });
});

describe("a connection that breaks", () => {
  test("before a response: retried if idempotent, and then it succeeds", async () => {
    const server = await serveHttp((n, response) => {
      if (n === 1) response.destroy();
      else json(response, 200, { n });
    });
    expect(await createTransport(server.settings, NO_PAUSE).send(PUT)).toEqual({ n: 2 });
  });

  test("before a response: not retried where that could create a second thing", async () => {
    const server = await serveHttp((_n, response) => response.destroy());
    const error = await failureOf(createTransport(server.settings, NO_PAUSE).send(POST));
    expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: true });
    expect(server.requests).toHaveLength(1);
    expectHidden(error, SECRET, basicToken(PROJECT_ID, SECRET));
  });

  test("each time: given up after four retries, a read without effect", async () => {
    const server = await serveHttp((_n, response) => response.destroy());
    const error = await failureOf(createTransport(server.settings, NO_PAUSE).send(GET));
    expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: false });
    expect(server.requests).toHaveLength(5);
  });
});

describe("time limits", () => {
  const silent = () => serveHttp(() => {});

  test("an attempt without a response is ended, and retried if idempotent", async () => {
    const server = await serveHttp((n, response) => {
      if (n === 2) json(response, 200, { n });
    });
    const transport = createTransport(server.settings, { ...NO_PAUSE, attemptTimeoutMs: 250 });
    expect(await transport.send(GET)).toEqual({ n: 2 });
  });

  test("a response that stops in its middle is a time-out too", async () => {
    const server = await serveHttp((_n, response) => {
      response.writeHead(200, { "content-length": 99 }).write('{"client_secret":"canary-half');
    });
    const transport = createTransport(server.settings, { ...NO_PAUSE, attemptTimeoutMs: 250 });
    const error = await failureOf(transport.send(POST));
    expect(error).toMatchObject({ code: "ERR_STYTCH_TIMEOUT", mayHaveTakenEffect: true });
    expectHidden(error, SECRET, "canary-half");
  });

  test.each([
    [GET, 5, false],
    [PUT, 5, true],
    [POST, 1, true],
  ] as const)("%o without any response", async (call, requests, mayHaveTakenEffect) => {
    const server = await silent();
    const transport = createTransport(server.settings, { ...NO_PAUSE, attemptTimeoutMs: 150 });
    const error = await failureOf(transport.send(call));
    expect(error).toMatchObject({ code: "ERR_STYTCH_TIMEOUT", mayHaveTakenEffect });
    expect(server.requests).toHaveLength(requests);
    expectHidden(error, SECRET, basicToken(PROJECT_ID, SECRET));
  });

  test("the total limit shortens the last attempt", async () => {
    const server = await silent();
    const transport = createTransport(server.settings, {
      attemptTimeoutMs: 60_000,
      totalTimeoutMs: 300,
    });
    expect(await failureOf(transport.send(GET))).toMatchObject({ code: "ERR_STYTCH_TIMEOUT" });
    expect(server.requests).toHaveLength(1);
  });

  test("limits that are not whole milliseconds work", async () => {
    const server = await serveHttp((_n, response) => json(response, 200, {}));
    const transport = createTransport(server.settings, {
      attemptTimeoutMs: 2000.25,
      totalTimeoutMs: 1500.5,
    });
    expect(await transport.send(GET)).toEqual({});
  });

  test("a late response is reported during the wait", async () => {
    const server = await serveHttp((_n, response) => {
      setTimeout(() => json(response, 200, {}), 60);
    });
    const waits: WaitEvent[] = [];
    await createTransport(server.settings, {
      slowResponseMs: 10,
      onWait: (event) => waits.push(event),
    }).send(GET);
    expect(waits.length).toBeGreaterThan(0);
    expect(waits[0]).toMatchObject({ method: "GET", path: "/v1/x", waitMs: undefined });
    const reported = waits.length;
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(waits).toHaveLength(reported);
  });
});

describe("interruption by a signal", () => {
  test("before the call: nothing is sent", async () => {
    const server = await serveHttp((_n, response) => json(response, 200, {}));
    const signal = AbortSignal.abort();
    for (const call of [GET, POST]) {
      const error = await failureOf(createTransport(server.settings).send({ ...call, signal }));
      expect(error).toMatchObject({ code: "ERR_STYTCH_INTERRUPTED", mayHaveTakenEffect: false });
    }
    expect(server.requests).toHaveLength(0);
  });

  test.each([
    [GET, false],
    [PUT, true],
    [POST, true],
  ] as const)("during a request: %o ends at once", async (call, mayHaveTakenEffect) => {
    const controller = new AbortController();
    const server = await serveHttp(() => controller.abort());
    const transport = createTransport(server.settings, NO_PAUSE);
    const error = await failureOf(transport.send({ ...call, signal: controller.signal }));
    expect(error).toMatchObject({ code: "ERR_STYTCH_INTERRUPTED", mayHaveTakenEffect });
    expect(server.requests).toHaveLength(1);
    expectHidden(error, SECRET, basicToken(PROJECT_ID, SECRET));
  });

  test.each([
    [GET, 503, false],
    [PUT, 503, true],
    [POST, 429, false],
  ] as const)("during a back-off: %o after %i", async (call, status, took) => {
    const controller = new AbortController();
    const server = await serveHttp((_n, response) => json(response, status, {}));
    const transport = createTransport(server.settings, {
      retry: { firstDelayMs: 60_000, maxDelayMs: 60_000 },
      onWait: () => setTimeout(() => controller.abort(), 5),
    });
    const error = await failureOf(transport.send({ ...call, signal: controller.signal }));
    expect(error).toMatchObject({ code: "ERR_STYTCH_INTERRUPTED", mayHaveTakenEffect: took });
    expect(error.cause).toMatchObject({ code: "ERR_STYTCH_API", status });
    expect(server.requests).toHaveLength(1);
  });
});

describe("proxies of the environment", () => {
  test("are used for Stytch, and see neither credentials nor body", async () => {
    noProxies();
    const seen: string[] = [];
    const proxy = await serveBytes((socket) => {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    });
    vi.stubEnv("HTTPS_PROXY", proxy.url.replace("//", "//user:canary-proxy@"));
    const transport = createTransport(settingsFor("https://stytch.example.com"), {
      ...NO_PAUSE,
      onWait: ({ reason }) => seen.push(reason),
    });
    const error = await failureOf(transport.send(POST));
    expect(proxy.requests()).toBe(5);
    expect(seen).toHaveLength(4);
    expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: false });
    expect(error.message).toContain("407");
    expectHidden(error, SECRET, basicToken(PROJECT_ID, SECRET), "canary-proxy");
  });

  test("are left out for hosts of NO_PROXY", async () => {
    noProxies();
    const proxy = await serveBytes((socket) => socket.end());
    vi.stubEnv("HTTPS_PROXY", proxy.url);
    vi.stubEnv("NO_PROXY", "nowhere.invalid");
    const transport = createTransport(settingsFor("https://nowhere.invalid"), NO_PAUSE);
    await failureOf(transport.send(POST));
    expect(proxy.requests()).toBe(0);
  });

  test("are left out for this machine", async () => {
    noProxies();
    vi.stubEnv("HTTP_PROXY", await closedUrl());
    const server = await serveHttp((_n, response) => json(response, 200, { ok: true }));
    expect(await createTransport(server.settings).send(GET)).toEqual({ ok: true });
  });

  test.each(["user:canary-proxy@127.0.0.1:1", "127.0.0.1:1", "not a url"])(
    "that are not URLs are a settings error (%s)",
    (value) => {
      noProxies();
      vi.stubEnv("HTTPS_PROXY", value);
      try {
        createTransport(settingsFor("https://stytch.example.com"));
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(StytchSettingsError);
        expectHidden(error, "canary-proxy");
      }
    },
  );
});
