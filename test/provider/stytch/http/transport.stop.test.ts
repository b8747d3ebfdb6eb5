import { expect, test } from "vitest";
import { StytchInterruptedError } from "../../../../provider/src/stytch/errors.ts";
import { createTransport } from "../../../../provider/src/stytch/http/transport.ts";
import { failureOf } from "../../_secrets.ts";
import { json, serveHttp } from "../../_server.ts";

const GET = { method: "GET", path: "/v1/x", idempotent: true } as const;
const PUT = { method: "PUT", path: "/v1/x", body: {}, idempotent: true } as const;

/** A server that responds with the status once it is told to. */
async function startHeld(status = 200) {
  const stopping = new AbortController();
  const held: (() => void)[] = [];
  const server = await serveHttp((n, response) => {
    held.push(() => json(response, status, { n }));
  });
  const arrived = (count: number) => expect.poll(() => held).toHaveLength(count);
  return {
    server,
    arrived,
    stop: () => stopping.abort(),
    respond: () => {
      for (const answer of held.splice(0)) answer();
    },
    transport: (options = {}) =>
      createTransport(server.settings, { stop: stopping.signal, ...options }),
  };
}

test.each([
  ["a GET", GET],
  ["a search", { ...PUT, method: "POST", isSearch: true }],
])("a stop ends a read that is on its way: %s", async (_title, call) => {
  const { transport, arrived, stop } = await startHeld();
  const read = failureOf(transport().send(call));
  await arrived(1);
  stop();
  expect(await read).toBeInstanceOf(StytchInterruptedError);
});

test("a stop lets a write that is on its way end", async () => {
  const { transport, arrived, stop, respond } = await startHeld();
  const write = transport().send(PUT);
  await arrived(1);
  stop();
  respond();
  expect(await write).toEqual({ n: 1 });
});

test("a stop retries nothing, and the failure is the server's own", async () => {
  const { transport, server, arrived, stop, respond } = await startHeld(503);
  const write = failureOf(transport().send(PUT));
  await arrived(1);
  stop();
  respond();
  expect(await write).toMatchObject({ code: "ERR_STYTCH_API", status: 503 });
  expect(server.requests).toHaveLength(1);
});

test("a stop ends what waits for its turn, and starts nothing any more", async () => {
  const { transport, server, arrived, stop, respond } = await startHeld();
  const { send } = transport({ maxConcurrentRequests: 1 });
  const first = send(PUT);
  await arrived(1);
  const waiting = failureOf(send(PUT));
  stop();
  expect(await waiting).toMatchObject({
    code: "ERR_STYTCH_INTERRUPTED",
    mayHaveTakenEffect: false,
  });
  const later = await failureOf(send(GET));
  expect(later).toMatchObject({ code: "ERR_STYTCH_INTERRUPTED", mayHaveTakenEffect: false });
  respond();
  await first;
  expect(server.requests).toHaveLength(1);
});

test("a stop during the wait for a retry tells whether the call may have taken effect", async () => {
  for (const [call, status, mayHaveTakenEffect] of [
    [PUT, 429, false],
    [PUT, 503, true],
    [GET, 503, false],
  ] as const) {
    const stopping = new AbortController();
    const server = await serveHttp((_n, response) => json(response, status, {}));
    const onWait = () => stopping.abort();
    const { send } = createTransport(server.settings, { stop: stopping.signal, onWait });
    const error = await failureOf(send(call));
    expect(error).toMatchObject({ code: "ERR_STYTCH_INTERRUPTED", mayHaveTakenEffect });
    expect(error.message.includes("changed nothing")).toBe(!mayHaveTakenEffect);
    expect(server.requests).toHaveLength(1);
  }
});

test("either of a call's own signal and a stop ends it", async () => {
  const { transport, arrived, stop, respond } = await startHeld();
  const own = new AbortController();
  const { send } = transport();
  const one = failureOf(send({ ...GET, signal: own.signal }));
  const other = failureOf(send({ ...GET, signal: new AbortController().signal }));
  await arrived(2);
  own.abort();
  expect(await one).toBeInstanceOf(StytchInterruptedError);
  stop();
  expect(await other).toBeInstanceOf(StytchInterruptedError);
  respond();
});
