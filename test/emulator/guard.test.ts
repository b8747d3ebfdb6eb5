import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { startEmulator } from "./_server.ts";

const CLOCK = { method: "POST", path: "/_emulator/clock", body: '{"advanceSeconds":3600}' };
const STATS = { method: "GET", path: "/_emulator/stats", body: "" };
const PAGE = { method: "GET", path: "/_emulator/", body: "" };
const DISCOVERY = { method: "GET", path: "/.well-known/openid-configuration", body: "" };

/** Sends what `fetch` would not: any Host, and the headers that only browsers set. */
async function send(
  emulator: Emulator,
  { method, path, body }: typeof CLOCK,
  headers: Record<string, string>,
) {
  const { url } = emulator.projects.consumer;
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const outgoing = request({ hostname, port, path, method, headers });
    outgoing.on("error", reject).on("response", async (response) => {
      const text = (await buffer(response)).toString();
      resolve({ status: response.statusCode ?? 0, text });
    });
    outgoing.end(body);
  });
}

describe("a Host", () => {
  it.each([
    "evil.example",
    "127.0.0.1.nip.io",
    "localhost.evil.example",
    "203.0.113.9",
    "[2001:db8::1]",
    "[::]",
    "0.0.0.0",
    "localhost.",
    "localhost.evil.example.",
    "test.stytch.com.",
  ])("%s is refused on every route, and is not an issuer", async (name) => {
    const emulator = await startEmulator();
    for (const route of [CLOCK, STATS, PAGE, DISCOVERY]) {
      const { status, text } = await send(emulator, route, { host: `${name}:4110` });
      expect(status).toBe(421);
      expect(text).toContain(`--allow-host ${name}`);
      expect(text).not.toContain("issuer");
    }
  });

  it.each(["LOCALHOST", "127.0.0.1.", "127.1", "0x7f.1", "2130706433"])(
    "%s is another spelling of this machine, as browsers read it",
    async (host) => {
      const emulator = await startEmulator();
      expect((await send(emulator, STATS, { host })).status).toBe(200);
    },
  );

  it.each(["localhost", "127.0.0.1:1", "127.8.8.8", "[::1]:4110", "app.localhost:4110"])(
    "%s is of this machine",
    async (host) => {
      const emulator = await startEmulator();
      const { status, text } = await send(emulator, DISCOVERY, { host });
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ issuer: `http://${host}` });
    },
  );

  it("that was allowed is taken, whatever its case and port", async () => {
    const emulator = await startEmulator({ allowedHosts: ["Stytch.internal"] });
    expect((await send(emulator, CLOCK, { host: "stytch.INTERNAL:80" })).status).toBe(200);
    expect((await send(emulator, CLOCK, { host: "other.internal" })).status).toBe(421);
  });

  it("of this machine's addresses is taken where all are listened on, and no other", async () => {
    const emulator = await startEmulator({ host: "0.0.0.0" });
    const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all);
    for (const { address, family } of addresses) {
      const host = family === "IPv6" ? `[${address}]` : address;
      expect((await send(emulator, CLOCK, { host })).status).toBe(200);
    }
    expect((await send(emulator, CLOCK, { host: "203.0.113.9" })).status).toBe(421);
  });

  it("of another address of this machine is refused where one is listened on", async () => {
    const emulator = await startEmulator();
    expect((await send(emulator, CLOCK, { host: "192.168.0.1" })).status).toBe(421);
  });
});

describe("a request to the control routes", () => {
  const visit = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

  it.each([
    ["without a browser", CLOCK, {}],
    ["of its own page", CLOCK, { "sec-fetch-site": "same-origin" }],
    ["of its own page in an old browser", CLOCK, { origin: "http://localhost:4110" }],
    ["of a person", PAGE, { "sec-fetch-site": "none", ...visit }],
    ["of a link elsewhere", PAGE, { "sec-fetch-site": "cross-site", ...visit }],
  ])("%s is taken", async (_name, route, headers) => {
    const emulator = await startEmulator();
    expect((await send(emulator, route, { host: "localhost:4110", ...headers })).status).toBe(200);
  });

  it.each([
    ["of another site", CLOCK, { "sec-fetch-site": "cross-site" }],
    ["of another port", CLOCK, { "sec-fetch-site": "same-site" }],
    ["of a form elsewhere", CLOCK, { "sec-fetch-site": "cross-site", ...visit }],
    ["of a script elsewhere that reads", STATS, { "sec-fetch-site": "cross-site" }],
    [
      "of a frame elsewhere",
      PAGE,
      { "sec-fetch-site": "cross-site", ...visit, "sec-fetch-dest": "iframe" },
    ],
    ["of another origin in an old browser", CLOCK, { origin: "https://evil.example" }],
    ["of another port in an old browser", CLOCK, { origin: "http://localhost:4111" }],
    ["of nowhere in an old browser", CLOCK, { origin: "null" }],
    [
      "of a form of plain text in an old browser",
      CLOCK,
      { origin: "https://evil.example", "content-type": "text/plain" },
    ],
    [
      "before one that a script elsewhere wants to send",
      { ...CLOCK, method: "OPTIONS", body: "" },
      { origin: "https://evil.example", "access-control-request-method": "PUT" },
    ],
    [
      "of a stream elsewhere that reads",
      { ...STATS, path: "/_emulator/changes" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", accept: "text/event-stream" },
    ],
    [
      "of a socket elsewhere",
      STATS,
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "websocket", upgrade: "websocket" },
    ],
  ])("%s is refused", async (_name, route, headers) => {
    const emulator = await startEmulator();
    const { status, text } = await send(emulator, route, { host: "localhost:4110", ...headers });
    expect(status).toBe(403);
    expect(text).toContain("Pages of other sites");
  });

  it.each([
    "/%5Femulator/clock",
    "/_%65mulator/clock",
    "/%255Femulator/clock",
    "//_emulator/clock",
    "/_emulator%2Fclock",
    "/%2F_emulator/clock",
    "/_EMULATOR/clock",
    "/_emulator;/clock",
    "/./_emulator/clock",
    "/x/../_emulator/clock",
    "/x/%2e%2e/_emulator/clock",
  ])("of another site reaches none by another spelling of its path: %s", async (path) => {
    const emulator = await startEmulator();
    const headers = { host: "localhost:4110", "sec-fetch-site": "cross-site" };
    expect([403, 404]).toContain((await send(emulator, { ...CLOCK, path }, headers)).status);
    const { text } = await send(emulator, { ...CLOCK, body: '{"advanceSeconds":0}' }, {});
    expect(Date.parse(JSON.parse(text).now)).toBeLessThan(Date.now() + 500);
  });

  it("of another site does not keep the API from being called", async () => {
    const emulator = await startEmulator();
    const headers = { host: "localhost", "sec-fetch-site": "cross-site" };
    expect((await send(emulator, DISCOVERY, headers)).status).toBe(200);
  });
});
