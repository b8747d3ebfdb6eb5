import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createTransport } from "../../../../provider/src/stytch/http/transport.ts";
import { NO_PAUSE } from "../../_emulator.ts";
import { failureOf } from "../../_secrets.ts";
import { json, serveBytes, serveHttp, settingsFor } from "../../_server.ts";

const POST = { method: "POST", path: "/v1/x", body: {}, idempotent: false } as const;
const PUT = { method: "PUT", path: "/v1/x", body: {}, idempotent: true } as const;

/** Far below the test's own limit, and far above what a loopback connection takes. */
const SHORT = { ...NO_PAUSE, attemptTimeoutMs: 200, totalTimeoutMs: 400 };

/** Takes connections and never says a word. */
const silent = () => serveBytes(() => {});

function viaProxy(url: string): void {
  for (const name of ["no_proxy", "http_proxy"]) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toUpperCase(), undefined);
  }
  vi.stubEnv("HTTPS_PROXY", url);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

describe("a call that waits for a connection", () => {
  test("ends with its time limit behind a proxy that is silent, and was not sent", async () => {
    viaProxy((await silent()).url);
    const transport = createTransport(settingsFor("https://api.example.com"), SHORT);
    expect(await failureOf(transport.send(POST))).toMatchObject({
      code: "ERR_STYTCH_TIMEOUT",
      mayHaveTakenEffect: false,
    });
  });

  test("ends with its time limit when the server is silent in the TLS handshake", async () => {
    const { url } = await silent();
    const transport = createTransport(settingsFor(url.replace("http:", "https:")), SHORT);
    expect(await failureOf(transport.send(POST))).toMatchObject({
      code: "ERR_STYTCH_TIMEOUT",
      mayHaveTakenEffect: false,
    });
  });

  test("ends with the limit for connections, which is its own", async () => {
    const { url } = await silent();
    const transport = createTransport(settingsFor(url.replace("http:", "https:")), {
      ...NO_PAUSE,
      connectTimeoutMs: 100,
      retry: { maxRetries: 0 },
    });
    expect(await failureOf(transport.send(POST))).toMatchObject({
      code: "ERR_STYTCH_NETWORK",
      mayHaveTakenEffect: false,
      cause: { code: "UND_ERR_CONNECT_TIMEOUT" },
    });
  });

  test("ends when the caller cancels", async () => {
    const { url } = await silent();
    const transport = createTransport(settingsFor(url.replace("http:", "https:")), NO_PAUSE);
    const controller = new AbortController();
    const failure = failureOf(transport.send({ ...POST, signal: controller.signal }));
    setImmediate(() => controller.abort());
    expect(await failure).toMatchObject({
      code: "ERR_STYTCH_INTERRUPTED",
      mayHaveTakenEffect: false,
    });
  });

  test("is not sent later either, when the caller cancelled it and a connection comes free", async () => {
    const first = Promise.withResolvers<void>();
    const server = await serveHttp(async (n, response) => {
      if (n === 1) await first.promise;
      json(response, 200, { n });
    });
    const transport = createTransport(server.settings, { ...NO_PAUSE, connections: 1 });
    const sent = transport.send(POST);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    const controller = new AbortController();
    const failure = failureOf(transport.send({ ...POST, signal: controller.signal }));
    setImmediate(() => controller.abort());
    expect(await failure).toMatchObject({ mayHaveTakenEffect: false });
    first.resolve();
    expect(await sent).toEqual({ n: 1 });
    expect(await transport.send(POST)).toEqual({ n: 2 });
    expect(server.requests).toHaveLength(2);
  });

  test("is known not to be sent while others hold every connection", async () => {
    const server = await serveHttp(() => {});
    const transport = createTransport(server.settings, { ...SHORT, connections: 1 });
    const failures = await Promise.all([1, 2, 3].map(() => failureOf(transport.send(POST))));
    const lost = failures.filter(
      (error) => (error as { mayHaveTakenEffect?: boolean }).mayHaveTakenEffect,
    );
    expect(lost).toHaveLength(server.requests.length);
    expect(lost.length).toBeLessThan(3);
  });
});

test("rate limits do not use up the tries for other failures", async () => {
  const server = await serveHttp((n, response) =>
    json(response, n <= 6 ? 429 : n === 7 ? 503 : 200, {}),
  );
  await createTransport(server.settings, NO_PAUSE).send(PUT);
  expect(server.requests).toHaveLength(8);
});

describe("a connection is closed, and not read on,", () => {
  const endless = () => {
    const closed = Promise.withResolvers<void>();
    const server = serveHttp((_n, response) => {
      response.on("close", () => closed.resolve());
      response.writeHead(200);
      const pour = () => {
        while (response.write(" ".repeat(16_384)));
        response.once("drain", pour);
      };
      pour();
    });
    return { server, closed: closed.promise };
  };

  test("once the response is larger than allowed", async () => {
    const { server, closed } = endless();
    const transport = createTransport((await server).settings, NO_PAUSE);
    const failure = await failureOf(transport.send({ ...POST, maxResponseBytes: 100_000 }));
    expect(failure).toMatchObject({ code: "ERR_STYTCH_RESPONSE" });
    await closed;
  });

  test("once the caller cancels in the middle of the response", async () => {
    const stop = new AbortController();
    const closed = Promise.withResolvers<void>();
    const server = await serveHttp((_n, response) => {
      response.on("close", () => closed.resolve());
      response.writeHead(200).write(" ");
      setImmediate(() => stop.abort());
    });
    const transport = createTransport(server.settings, NO_PAUSE);
    const failure = await failureOf(transport.send({ ...POST, signal: stop.signal }));
    expect(failure).toMatchObject({ code: "ERR_STYTCH_INTERRUPTED", mayHaveTakenEffect: true });
    await closed.promise;
  });
});
