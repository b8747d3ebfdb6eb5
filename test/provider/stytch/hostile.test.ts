import type { RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { describe, expect, test } from "vitest";
import { expectHidden } from "../_secrets.ts";
import { json, serveBytes, serveHttp } from "../_server.ts";
import {
  type Action,
  callIn,
  type Identity,
  type Outcome,
  selfSigned,
  serveHostile,
  serveTls,
  trusting,
} from "./_hostile.ts";

const MEGABYTE = 1024 * 1024;
/** Of the whole process: Node.js with the package takes some 70 of them. */
const MOST_MEGABYTES = 200;
/** Three attempts of a second each, and a busy machine. */
const MOST_SECONDS = 10;

function expectBounded(outcome: Outcome): void {
  expect(outcome.megabytes).toBeLessThan(MOST_MEGABYTES);
  expect(outcome.seconds).toBeLessThan(MOST_SECONDS);
  expect(outcome.message).toMatch(/^(GET|POST) \/v1\/connected_apps\/clients.+\.$/);
}

/** The outcome of one call of a server that responds to everything alike. */
async function callOf(respond: RequestListener, action: Action): Promise<Outcome> {
  const outcome = await callIn(await serveHostile(respond), action);
  expectBounded(outcome);
  return outcome;
}

/** Sends pieces as fast as they are taken, until there are none left. */
function pour(response: ServerResponse, pieces: Iterable<string | Buffer>): Promise<void> {
  return pipeline(Readable.from(pieces), response).catch(() => {});
}

function* repeated(piece: string, bytes = Number.POSITIVE_INFINITY): Generator<Buffer> {
  const block = Buffer.from(piece.repeat(Math.ceil(MEGABYTE / 16 / piece.length)));
  for (let sent = 0; sent < bytes; sent += block.length) yield block;
}

const BODIES: Record<string, () => Iterable<string | Buffer>> = {
  "1 GB of text": () => repeated('"text" ', 1024 * MEGABYTE),
  "an endless body": () => repeated(" "),
  "100 MB of opening brackets": () => repeated("[", 100 * MEGABYTE),
  "100 MB of nested objects": () => repeated('{"connected_app":', 100 * MEGABYTE),
  "100 MB of empty objects": () => ["[", ...repeated("{},", 100 * MEGABYTE), "0]"],
  "60,000 levels of nesting": () => ["[".repeat(60_000), "]".repeat(60_000)],
  "260,000 levels of nesting": () => ["[".repeat(260_000), "]".repeat(260_000)],
  "5 MB in one string": () => ['{"a":"', ...repeated("x", 5 * MEGABYTE), '"}'],
};

describe.each(Object.entries(BODIES))("%s", (_title, body) => {
  test.each(["create", "search", "32 gets"] as const)("as response to %s", async (action) => {
    const outcome = await callOf((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      return pour(response, body());
    }, action);
    expect(outcome).toMatchObject({
      code: "ERR_STYTCH_RESPONSE",
      mayHaveTakenEffect: action !== "32 gets",
    });
  });
});

describe("an endless error response", () => {
  test.each([400, 500])("keeps its status %i", async (status) => {
    const outcome = await callOf((_request, response) => {
      response.writeHead(status);
      return pour(response, repeated('{"error_type":['));
    }, "create");
    expect(outcome).toMatchObject({
      code: "ERR_STYTCH_API",
      status,
      mayHaveTakenEffect: status === 500,
    });
  });
});

describe("a body in pieces of one byte", () => {
  const CHUNK = Buffer.from("1\r\n \r\n".repeat(10_000));

  function flood(socket: Socket): void {
    while (!socket.destroyed && socket.write(CHUNK));
    if (!socket.destroyed) socket.once("drain", () => flood(socket));
  }

  test("takes no more memory than a whole one", async () => {
    const server = await serveBytes((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
      flood(socket);
    });
    const outcome = await callIn(server.url, "search");
    expectBounded(outcome);
  });
});

describe("a response that drips", () => {
  const drip = (socket: Socket, piece: string) => {
    const timer = setInterval(() => socket.write(piece), 20);
    socket.once("close", () => clearInterval(timer));
  };
  const HEAD = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

  test.each([
    ["in its body", HEAD, "1\r\n \r\n"],
    ["in its headers", "HTTP/1.1 200 OK\r\n", "x: y\r\n"],
    ["in a header", "HTTP/1.1 200 OK\r\nx: ", "y"],
    ["in informational responses", "", "HTTP/1.1 103 Early Hints\r\n\r\n"],
  ])("%s ends with the time limit", async (_title, head, piece) => {
    const server = await serveBytes((socket) => {
      socket.write(head);
      drip(socket, piece);
    });
    const outcome = await callIn(server.url, "create");
    expectBounded(outcome);
    expect(outcome).toMatchObject({ code: "ERR_STYTCH_TIMEOUT", mayHaveTakenEffect: true });
  });
});

test("endless headers are a broken connection", async () => {
  const server = await serveBytes((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    socket.write("x: y\r\n".repeat(100_000));
  });
  const outcome = await callIn(server.url, "create");
  expectBounded(outcome);
  expect(outcome).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: true });
});

describe("pages", () => {
  const app = (id: string) => ({
    client_id: `connected-app-test-${id}`,
    client_type: "first_party",
    client_name: `name of ${id}`,
    redirect_urls: ["https://app.example.com/callback"],
    access_token_expiry_minutes: 60,
  });
  const page = (ids: string[], next: string | null) => ({
    connected_apps: ids.map(app),
    results_metadata: { total: -1, next_cursor: next },
  });
  const thousand = (n: number) => Array.from({ length: 1000 }, (_, i) => `${n}-${i}`);

  test.each([
    ["full", "go on after 50 pages", (n: number) => page(thousand(n), `cursor-${n}`)],
    ["empty", "go on after 50 pages", (n: number) => page([], `cursor-${n}`)],
    ["the same", "go on after 50 pages", (n: number) => page(thousand(0), `cursor-${n}`)],
    ["led back", "lead back to an earlier page", (n: number) => page([], `cursor-${n % 7}`)],
    [
      "huge",
      "hold more than 12000000 characters",
      (n: number) =>
        page(
          thousand(n).map((id) => id.padEnd(2_500, "x")),
          `cursor-${n}`,
        ),
    ],
    [
      "with huge cursors",
      "results_metadata.next_cursor",
      (n: number) => page([], `${n}`.padEnd(5_000_000, "x")),
    ],
  ])("that never end (%s) are an error", async (_title, problem, respond) => {
    let pages = 0;
    const outcome = await callIn(
      await serveHostile((_request, response) => {
        pages += 1;
        json(response, 200, pages > 10_000 ? page([], null) : respond(pages));
      }),
      "list",
    );
    expectBounded(outcome);
    expect(outcome.code).toBe("ERR_STYTCH_RESPONSE");
    expect(outcome.message).toContain(problem);
    expect(pages).toBeLessThanOrEqual(50);
  });

  test.each([
    ["full", (n: number) => page(thousand(n), `cursor-${n}`)],
    ["led back", (n: number) => page([], `cursor-${n % 7}`)],
    [
      "huge",
      (n: number) =>
        page(
          thousand(n).map((id) => id.padEnd(2_500, "x")),
          `cursor-${n}`,
        ),
    ],
  ])("that never end (%s) do not hold up a refresh", async (_title, respond) => {
    let pages = 0;
    const outcome = await callIn(
      await serveHostile((request, response) => {
        if (request.method === "GET") return json(response, 400, { error_type: "read_alone" });
        pages += 1;
        json(response, 200, pages > 10_000 ? page([], null) : respond(pages));
      }),
      "refresh",
    );
    expectBounded(outcome);
    expect(outcome.message).toContain("read_alone");
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThanOrEqual(50);
  });
});

describe("a response of another type", () => {
  test.each(["text/html; charset=utf-8", "application/json", "image/png"])(
    "%s that is not JSON is an error that names the type",
    async (type) => {
      const outcome = await callOf((_request, response) => {
        response.writeHead(200, { "content-type": type }).end("<html>canary-html</html>");
      }, "create");
      expect(outcome).toMatchObject({ code: "ERR_STYTCH_RESPONSE", mayHaveTakenEffect: true });
      expect(outcome.message).toContain(`of ${type.split(";")[0]})`);
      expectHidden(outcome, "canary-html");
    },
  );

  test.each(["canary-type", "x".repeat(10_000), "a/<b>canary-type"])(
    "with an invalid type (%#) leaves it out of the message",
    async (type) => {
      const outcome = await callOf((_request, response) => {
        response.writeHead(200, { "content-type": type }).end("none");
      }, "create");
      expect(outcome.message).toMatch(/^.{0,200}$/);
      expectHidden(outcome, "canary-type");
    },
  );

  test("compressed, although the request did not allow that, is not decompressed", async () => {
    const outcome = await callOf((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(Buffer.from("1f8b0800000000000003030000000000", "hex"));
    }, "create");
    expect(outcome.code).toBe("ERR_STYTCH_RESPONSE");
  });
});

test.each([301, 302, 303, 307, 308])(
  "a redirect (%i) to another host, with an endless body, is not followed",
  async (status) => {
    const target = await serveHttp((_n, response) => json(response, 200, {}));
    const outcome = await callOf((_request, response) => {
      response.writeHead(status, { location: `${target.url}/v1/connected_apps/clients` });
      return pour(response, repeated(" "));
    }, "create");
    expect(outcome).toMatchObject({ code: "ERR_STYTCH_API", status, mayHaveTakenEffect: false });
    expect(target.requests).toEqual([]);
  },
);

describe("a certificate", () => {
  async function callOver(identity: Identity, { host = "localhost", trusted = true } = {}) {
    let requests = 0;
    const port = await serveTls(identity, (_request, response) => {
      requests += 1;
      json(response, 400, { error_type: "reached" });
    });
    const env = trusted ? await trusting(identity) : {};
    const outcome = await callIn(`https://${host}:${port}`, "create", env);
    expectBounded(outcome);
    return { outcome, requests };
  }

  test("that is trusted, valid and of that host is good", async () => {
    const { outcome, requests } = await callOver(await selfSigned());
    expect(outcome).toMatchObject({ code: "ERR_STYTCH_API", status: 400 });
    expect(requests).toBe(1);
  });

  test.each([
    [
      "self-signed",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      async () => callOver(await selfSigned(), { trusted: false }),
    ],
    ["expired", "CERT_HAS_EXPIRED", async () => callOver(await selfSigned(new Date("2021-01-01")))],
    [
      "of another host",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      async () => callOver(await selfSigned(), { host: "127.0.0.1" }),
    ],
  ])(
    "%s stops the call before anything is sent, and says what to do",
    async (_title, code, call) => {
      const { outcome, requests } = await call();
      expect(outcome).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: false });
      expect(outcome.message).toContain(code);
      expect(outcome.message).toContain("NODE_EXTRA_CA_CERTS");
      expect(requests).toBe(0);
    },
  );
});
