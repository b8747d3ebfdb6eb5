import { describe, expect, test } from "vitest";
import { StytchApiError, StytchResponseError } from "../../../../provider/src/stytch/errors.ts";
import { createTransport } from "../../../../provider/src/stytch/http/transport.ts";
import { NO_PAUSE } from "../../_emulator.ts";
import { basicToken, expectHidden, failureOf } from "../../_secrets.ts";
import { json, PROJECT_ID, serveBytes, serveHttp } from "../../_server.ts";

const GET = { method: "GET", path: "/v1/x", idempotent: true } as const;
const POST = { method: "POST", path: "/v1/x", body: {}, idempotent: false } as const;
const SECRET = "secret-test-canary";
const HTML = "<html><body>proxy canary-html</body></html>";

/** The error of a response, and how many requests were made for it. */
async function refusal(call: typeof GET | typeof POST, status: number, body: string, headers = {}) {
  const server = await serveHttp((_n, response) => {
    response.writeHead(status, headers).end(body);
  });
  const transport = createTransport(server.settings, NO_PAUSE);
  const error = await failureOf(transport.send(call));
  await transport.close();
  return { error, requests: server.requests.length };
}

describe("a response with status 2xx", () => {
  test.each([200, 201, 202])("%i gives its JSON", async (status) => {
    const server = await serveHttp((_n, response) => json(response, status, { a: [1] }));
    expect(await createTransport(server.settings).send(POST)).toEqual({ a: [1] });
  });

  test.each(["", HTML, '{"a":', "{'a':1}", "undefined"])(
    "that is not JSON (%j) is ERR_STYTCH_RESPONSE and never retried",
    async (body) => {
      for (const call of [GET, POST]) {
        const { error, requests } = await refusal(call, 200, body);
        expect(error).toBeInstanceOf(StytchResponseError);
        expect(error).toMatchObject({ code: "ERR_STYTCH_RESPONSE", method: call.method });
        expect(error).toMatchObject({ path: "/v1/x", mayHaveTakenEffect: call.method !== "GET" });
        expect(requests).toBe(1);
        expectHidden(error, "canary-html");
      }
    },
  );

  test.each([GET, POST])(
    "$method: of the most bytes is read, of one more refused, once",
    async (call) => {
      for (const excess of [0, 1]) {
        const server = await serveHttp((_n, response) => {
          response.end(`"${"x".repeat(1000 - 2 + excess)}"`);
        });
        const sent = createTransport(server.settings, NO_PAUSE).send({
          ...call,
          maxResponseBytes: 1000,
        });
        if (excess === 0) expect(await sent).toHaveLength(998);
        else expect(await failureOf(sent)).toMatchObject({ code: "ERR_STYTCH_RESPONSE" });
        expect(server.requests).toHaveLength(1);
      }
    },
  );

  test.each([
    ["a list of 61", `[${"1,".repeat(60)}1]`.padEnd(2000), true],
    ["a list of 62", `[${"1,".repeat(61)}1]`.padEnd(2000), false],
    ["62 levels", `${"[".repeat(62)}${"]".repeat(62)}`.padEnd(2000), false],
  ])("with room for 62 values and %s", async (_title, body, isRead) => {
    const server = await serveHttp((_n, response) => response.end(body));
    const transport = createTransport(server.settings, NO_PAUSE);
    const sent = transport.send({ ...GET, maxResponseBytes: 2000 });
    if (isRead) expect(await sent).toHaveLength(61);
    else expect(await failureOf(sent)).toMatchObject({ code: "ERR_STYTCH_RESPONSE" });
  });

  test("that arrives in many pieces is put together, characters of several bytes too", async () => {
    const text = "ä€😀".repeat(5_000);
    const server = await serveHttp(async (_n, response) => {
      const bytes = Buffer.from(JSON.stringify(text));
      for (let at = 0; at < bytes.length; at += 1_001) {
        response.write(bytes.subarray(at, at + 1_001));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect(await createTransport(server.settings).send(GET)).toBe(text);
  });

  test("that is not HTTP breaks the connection, without a word of the response", async () => {
    for (const bytes of [
      "canary-garbage\r\n\r\n",
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n{"s":"canary-garbage"}',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{"\r\nZZ\r\n"canary-garbage"}',
    ]) {
      const server = await serveBytes((socket) => socket.write(bytes));
      const error = await failureOf(createTransport(server.settings).send(POST));
      expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: true });
      expect(error.message).not.toContain("undefined");
      expectHidden(error, "canary-garbage", SECRET);
    }
  });
});

describe("a response with another status", () => {
  test("gives what Stytch said", async () => {
    const { error } = await refusal(
      POST,
      400,
      JSON.stringify({
        status_code: 400,
        request_id: "request-id-test-1",
        error_type: "invalid_argument",
        error_message: "client_name is wrong",
        error_url: "https://stytch.com/docs",
      }),
    );
    expect(error).toBeInstanceOf(StytchApiError);
    expect(error).toMatchObject({
      code: "ERR_STYTCH_API",
      name: "StytchApiError",
      method: "POST",
      path: "/v1/x",
      status: 400,
      errorType: "invalid_argument",
      requestId: "request-id-test-1",
      mayHaveTakenEffect: false,
    });
    for (const part of ["POST /v1/x", "400", "client_name is wrong", "request-id-test-1"]) {
      expect(error.message).toContain(part);
    }
  });

  test.each([
    [400, HTML],
    [404, HTML],
    [500, HTML],
    [400, ""],
    [400, "null"],
    [400, "[]"],
    [400, '"text"'],
    [400, '{"error_type": 5, "request_id": {}}'],
  ])("%i %j that is not in Stytch's format still gives its status", async (status, body) => {
    const { error, requests } = await refusal(GET, status, body);
    expect(error).toMatchObject({ code: "ERR_STYTCH_API", status, errorType: undefined });
    expect(requests).toBe(1);
    expectHidden(error, "canary-html");
  });

  test("502 in HTML is retried if the call is idempotent, and only then", async () => {
    expect(await refusal(GET, 502, HTML)).toMatchObject({ requests: 5, error: { status: 502 } });
    expect(await refusal(POST, 502, HTML)).toMatchObject({
      requests: 1,
      error: { status: 502, mayHaveTakenEffect: true },
    });
  });

  test.each([301, 302, 303, 307, 308])("a redirect (%i) is an error, not followed", async (to) => {
    const target = await serveHttp((_n, response) => json(response, 200, {}));
    for (const call of [GET, POST]) {
      const { error, requests } = await refusal(call, to, "", { location: `${target.url}/v1/x` });
      expect(error).toMatchObject({ code: "ERR_STYTCH_API", status: to });
      expect(requests).toBe(1);
    }
    expect(target.requests).toHaveLength(0);
  });

  test.each([
    ["the secret", SECRET],
    ["the Basic credentials", basicToken(PROJECT_ID, SECRET)],
  ])("that echoes %s is shown without it", async (_name, echo) => {
    const text = `before ${echo} after`;
    const { error } = await refusal(
      POST,
      400,
      JSON.stringify({ error_type: text, error_message: text, request_id: text }),
    );
    expect(error.message).toContain("before [secret] after");
    expectHidden(error, echo);
  });

  test("whose message is endless is cut", async () => {
    const { error } = await refusal(
      POST,
      400,
      JSON.stringify({ error_type: "e", error_message: "m".repeat(100_000) }),
    );
    expect(error.message.length).toBeLessThan(1000);
  });

  test("that is too large still gives its status", async () => {
    const server = await serveHttp((_n, response) => {
      response.writeHead(400).end(Buffer.alloc(3 * 1024 * 1024, " "));
    });
    const error = await failureOf(createTransport(server.settings).send(POST));
    expect(error).toMatchObject({ code: "ERR_STYTCH_API", status: 400 });
  });
});

describe("a response that breaks off", () => {
  const half = (status: string) =>
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{"client_secret":"canary-half`;

  test("with status 200 is a network error, retried if the call is idempotent", async () => {
    for (const [call, requests] of [
      [GET, 5],
      [POST, 1],
    ] as const) {
      const server = await serveBytes((socket) => socket.end(half("200 OK")));
      const error = await failureOf(createTransport(server.settings, NO_PAUSE).send(call));
      expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK" });
      expect(error).toMatchObject({ mayHaveTakenEffect: call === POST });
      expect(server.requests()).toBe(requests);
      expectHidden(error, "canary-half", SECRET);
    }
  });

  test.each([
    ["500 Internal Server Error", GET, 1],
    ["503 Service Unavailable", GET, 5],
    ["503 Service Unavailable", POST, 1],
    ["404 Not Found", GET, 1],
  ] as const)("with status %s keeps it", async (status, call, requests) => {
    const server = await serveBytes((socket) => socket.end(half(status)));
    const error = await failureOf(createTransport(server.settings, NO_PAUSE).send(call));
    expect(error).toMatchObject({ code: "ERR_STYTCH_API", status: Number.parseInt(status, 10) });
    expect(server.requests()).toBe(requests);
    expectHidden(error, "canary-half");
  });
});
