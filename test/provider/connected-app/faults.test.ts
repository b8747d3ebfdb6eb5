import { describe, expect, test } from "vitest";
import {
  StytchApiError,
  StytchNetworkError,
  StytchResponseError,
  StytchTimeoutError,
} from "../../../provider/src/stytch/errors.ts";
import type { TransportOptions } from "../../../provider/src/stytch/http/transport.ts";
import { DELETE, GET, PUT, startRig } from "../_emulator.ts";
import { basicToken, expectHidden, failureOf } from "../_secrets.ts";
import { OPERATIONS } from "./_faults.ts";

const CLASSES = {
  ERR_STYTCH_API: StytchApiError,
  ERR_STYTCH_NETWORK: StytchNetworkError,
  ERR_STYTCH_TIMEOUT: StytchTimeoutError,
  ERR_STYTCH_RESPONSE: StytchResponseError,
} as const;

type Code = keyof typeof CLASSES;
/** `ok`, or the code of the failure; and how many requests the server counts. */
type Outcome = readonly [result: "ok" | Code, requests: number];

interface Fault {
  effect: Record<string, unknown>;
  /** What happens if only the first request is struck. */
  first: { idempotent: Outcome; once: Outcome };
  /** What happens if every request is struck. */
  always: { idempotent: Outcome; once: Outcome };
  /** Whether the server carries out what it responds to so badly. */
  carriedOut: boolean;
  options?: TransportOptions;
  /** Where a delete that always meets this fault ends otherwise. */
  alwaysDelete?: Outcome;
}

const FAULT_DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

/** Pauses pass at once, but count against the limit of 10 s. */
function clockwork(): TransportOptions {
  let time = 0;
  return {
    totalTimeoutMs: 10_000,
    random: () => 1,
    clock: { monotonicMs: () => time, epochMs: () => 0 },
    wait: async (ms) => {
      time += ms;
    },
  };
}

const both = (outcome: Outcome) => ({ idempotent: outcome, once: outcome });
const RETRIED = ["ok", 2] as const;

/** Retried only where that cannot make a second thing. */
function retriedIfRepeatable(code: Code, carriedOut: boolean): Omit<Fault, "effect"> {
  return {
    first: { idempotent: RETRIED, once: [code, 1] },
    always: { idempotent: [code, 5], once: [code, 1] },
    carriedOut,
  };
}

const FAULTS: Record<string, Fault> = {
  "429 with Retry-After in seconds": {
    effect: { status: 429, retryAfter: 4 },
    first: both(RETRIED),
    always: both(["ERR_STYTCH_API", 3]),
    carriedOut: false,
  },
  "429 with Retry-After as a date": {
    effect: { status: 429, retryAfter: FAULT_DATE },
    first: both(RETRIED),
    // A date that has passed by the server's own clock asks for no wait; the back-off counts.
    always: both(["ERR_STYTCH_API", 5]),
    carriedOut: false,
  },
  "429 without Retry-After": {
    effect: { status: 429 },
    first: both(RETRIED),
    always: both(["ERR_STYTCH_API", 5]),
    carriedOut: false,
  },
  "500": {
    effect: { status: 500 },
    first: both(["ERR_STYTCH_API", 1]),
    always: both(["ERR_STYTCH_API", 1]),
    carriedOut: false,
  },
  "502": { effect: { status: 502 }, ...retriedIfRepeatable("ERR_STYTCH_API", false) },
  "503": { effect: { status: 503 }, ...retriedIfRepeatable("ERR_STYTCH_API", false) },
  "504": { effect: { status: 504 }, ...retriedIfRepeatable("ERR_STYTCH_API", false) },
  "no response in time": {
    effect: { latencyMs: 250 },
    ...retriedIfRepeatable("ERR_STYTCH_TIMEOUT", true),
    options: { attemptTimeoutMs: 100 },
  },
  "reset before it is carried out": {
    effect: { drop: "before" },
    ...retriedIfRepeatable("ERR_STYTCH_NETWORK", false),
  },
  "reset after it was carried out": {
    effect: { drop: "after" },
    ...retriedIfRepeatable("ERR_STYTCH_NETWORK", true),
  },
  "malformed body": {
    effect: { body: "malformed" },
    first: both(["ERR_STYTCH_RESPONSE", 1]),
    always: both(["ERR_STYTCH_RESPONSE", 1]),
    carriedOut: true,
  },
  "truncated body": {
    effect: { body: "truncated" },
    ...retriedIfRepeatable("ERR_STYTCH_NETWORK", true),
    // The second response is half a 404, which does not prove that the client is gone.
    alwaysDelete: ["ERR_STYTCH_API", 2],
  },
};

const CASES = Object.entries(FAULTS).flatMap(([fault, row]) =>
  Object.keys(OPERATIONS).flatMap((operation) =>
    (["first", "always"] as const).map((strikes) => ({ fault, operation, strikes, row })),
  ),
);

test.each(CASES)("$operation: $fault, $strikes", async ({ operation, strikes, row }) => {
  const rig = await startRig();
  const {
    route,
    before: look,
    kind,
    prepare,
    done,
  } = OPERATIONS[operation] as (typeof OPERATIONS)[string];
  const prepared = await prepare(rig.api);
  const before = (await rig.clients()).length;
  const times = strikes === "first" ? 1 : "always";
  await rig.setFaults({ route, times, ...row.effect });

  const exception = operation === "delete" && strikes === "always" ? row.alwaysDelete : undefined;
  const [result, requests] = exception ?? row[strikes][kind];
  const running = prepared.run(rig.connect({}, { ...clockwork(), ...row.options }));
  if (result === "ok") {
    await running;
  } else {
    await expectFailure(running, result, rig.settings);
  }
  const expected = { [route]: requests, ...(look !== undefined && { [look]: 1 }) };
  const total = Object.values(expected).reduce((sum, count) => sum + count, 0);
  expect((await rig.statsAfter(total)).requests).toEqual(expected);

  const happened = result === "ok" || row.carriedOut;
  const isChange = !["read", "search", "whoami"].includes(operation);
  if (isChange) expect(await done(rig, prepared)).toBe(happened);
  const after = (await rig.clients()).length;
  const made = operation === "create" && happened ? 1 : 0;
  const removed = operation === "delete" && happened ? 1 : 0;
  expect(after).toBe(before + made - removed);
});

async function expectFailure(
  running: Promise<unknown>,
  code: Code,
  settings: { projectId: string; secret: string },
): Promise<void> {
  const error = await failureOf(running);
  expectHidden(error, settings.secret, basicToken(settings.projectId, settings.secret));
  expect(error).toBeInstanceOf(CLASSES[code]);
  expect(error).toMatchObject({ code });
}

describe("credentials that are wrong", () => {
  const WRONG = {
    "another secret": [{ secret: "secret-test-of-no-one" }, 401],
    "another project id": [{ projectId: "project-test-00000000-0000-4000-8000-00000000ffff" }, 401],
    "a project id that is none": [{ projectId: "project" }, 400],
  } as const;

  test.each(
    Object.entries(WRONG).flatMap(([name, [change, status]]) =>
      Object.keys(OPERATIONS).map((operation) => ({ name, change, status, operation })),
    ),
  )("$operation: $name", async ({ change, status, operation }) => {
    const rig = await startRig();
    const {
      route,
      before: look,
      prepare,
      knowsProject,
    } = OPERATIONS[operation] as (typeof OPERATIONS)[string];
    const prepared = await prepare(rig.api);
    const before = await rig.clients();
    await rig.setFaults();

    const error = await failureOf(prepared.run(rig.connect(change)));
    if (knowsProject && "projectId" in change) {
      expect(error).toMatchObject({ code: "ERR_STYTCH_SETTINGS" });
      expect((await rig.stats()).total).toBe(0);
      return;
    }
    expect(error).toBeInstanceOf(StytchApiError);
    expect(error).toMatchObject({ code: "ERR_STYTCH_API", status, mayHaveTakenEffect: false });
    expect(error.message).toContain("stytch:secret");
    const used = { ...rig.settings, ...change };
    expectHidden(error, used.secret, basicToken(used.projectId, used.secret));
    expect((await rig.stats()).requests).toEqual({ [look ?? route]: 1 });
    expect(await rig.clients()).toEqual(before);
  });
});

test.each(Object.keys(OPERATIONS))("%s: connection refused", async (operation) => {
  const rig = await startRig();
  const { prepare } = OPERATIONS[operation] as (typeof OPERATIONS)[string];
  const prepared = await prepare(rig.api);
  const before = await rig.clients();
  await rig.setFaults();

  let waits = 0;
  const nowhere = rig.connect(
    { apiUrl: "http://127.0.0.1:1" },
    { ...clockwork(), onWait: () => (waits += 1) },
  );
  const error = await failureOf(prepared.run(nowhere));
  expect(error).toBeInstanceOf(StytchNetworkError);
  expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: false });
  expect(waits).toBe(4);
  expect((await rig.stats()).total).toBe(0);
  expect(await rig.clients()).toEqual(before);
});

test("a delete whose responses are all lost is done, and the next one succeeds", async () => {
  const rig = await startRig();
  const prepared = await (OPERATIONS.delete as (typeof OPERATIONS)[string]).prepare(rig.api);
  await rig.setFaults({ route: DELETE, times: "always", drop: "after" });
  await failureOf(prepared.run(rig.api));
  expect((await rig.stats()).statuses).toEqual({ dropped: 5 });
  expect(await rig.clients()).toEqual([]);
  await prepared.run(rig.api);
});

test("faults of different kinds in a row are survived", async () => {
  const rig = await startRig();
  const prepared = await (OPERATIONS.update as (typeof OPERATIONS)[string]).prepare(rig.api);
  await rig.setFaults(
    { route: PUT, status: 429, retryAfter: 2 },
    { route: PUT, drop: "after" },
    { route: PUT, status: 503 },
    { route: PUT, body: "truncated" },
  );
  await prepared.run(rig.connect({}, clockwork()));
  expect((await rig.stats()).requests).toEqual({ [GET]: 1, [PUT]: 5 });
});
