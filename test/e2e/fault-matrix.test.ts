import { beforeAll, describe, expect, it } from "vitest";
import { register } from "./_clients.ts";
import { CREATE, DELETE, READ, type TestProject, UPDATE } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

/** What strikes, and the code that the output names where the operation then fails. */
interface Fault {
  readonly name: string;
  readonly effect: Record<string, unknown>;
  readonly fails?: string;
}

/** One of each kind; in process, test/provider/connected-app has every fault with every operation. */
const SURVIVED: Fault[] = [
  { name: "429 with Retry-After", effect: { status: 429, retryAfter: 1 } },
  { name: "503", effect: { status: 503 } },
  { name: "reset after", effect: { drop: "after" } },
];
const REFUSED: Fault[] = [
  { name: "500", effect: { status: 500 }, fails: "ERR_STYTCH_API" },
  { name: "wrong credentials", effect: { status: 401 }, fails: "ERR_STYTCH_API" },
  { name: "a time-out", effect: { latencyMs: 4_000, times: null }, fails: "ERR_STYTCH_TIMEOUT" },
];
const MALFORMED: Fault = {
  name: "a malformed response",
  effect: { body: "malformed" },
  fails: "ERR_STYTCH_RESPONSE",
};
const UNKNOWN = "ERR_STYTCH_OUTCOME_UNKNOWN";
/** Faults of a create: after the first ones no client is found, and after the others it is. */
const UNDONE: Fault[] = ["503", "504"].map((status) => ({
  name: status,
  effect: { status: Number(status) },
  fails: UNKNOWN,
}));
const LOST: Fault[] = [
  { name: "a time-out", effect: { latencyMs: 4_000 } },
  { name: "reset after", effect: { drop: "after" } },
  { name: "a malformed response", effect: { body: "malformed" } },
];

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;
let updates = 0;

beforeAll(async () => {
  project = await scope.project();
  stack = await scope.stack(project);
  await stack.setConfig("stytch:timeoutSeconds", "3");
});

const declare = (clientName: string) => async () => {
  register("app", { clientType: "first_party", clientName });
};

/** Runs an operation under a fault; checks what it says, and that it names no stack frames. */
async function strike(
  route: string,
  fault: Fault,
  operation: () => ReturnType<TestStack["refresh"]>,
) {
  await project.setFaults([{ route, ...fault.effect }]);
  const outcome = await operation();
  await project.setFaults([]);
  expect(outcome.ok, outcome.output).toBe(fault.fails === undefined);
  if (fault.fails) expect(outcome.output).toContain(fault.fails);
  expect(outcome.output).not.toMatch(/^\s+at .+:\d+:\d+/m);
  return outcome;
}

/** What the state holds of the client; a secret is encrypted anew each time, so only whether. */
async function remembered() {
  const { app } = await stack.apps();
  const { clientSecret, ...outputs } = app?.outputs ?? {};
  return { id: app?.id, outputs, hasSecret: clientSecret !== undefined };
}

describe("on the engine", () => {
  beforeAll(async () => {
    expect(await stack.up(declare("app"))).toMatchObject({ ok: true });
  });

  it.each([...SURVIVED, ...REFUSED, MALFORMED])(
    "a refresh meets $name: nothing is lost",
    async (fault) => {
      const before = await remembered();
      expect(before).toMatchObject({ hasSecret: true });
      await strike(READ, fault, () => stack.refresh());
      expect(await remembered()).toEqual(before);
    },
  );

  it.each([...SURVIVED, ...REFUSED, MALFORMED])(
    "an update meets $name: it is done now or by the next up",
    async (fault) => {
      updates += 1;
      const name = `update ${updates}`;
      const id = (await stack.apps()).app?.id;
      await strike(UPDATE, fault, () => stack.up(declare(name)));
      if (fault.fails) expect(await stack.up(declare(name))).toMatchObject({ ok: true });
      expect(await project.clients()).toMatchObject([{ client_id: id, client_name: name }]);
      expect((await stack.apps()).app).toMatchObject({ id, outputs: { clientName: name } });
    },
  );

  it.each([...SURVIVED, ...REFUSED])(
    "a delete meets $name: the client goes now or by the next destroy",
    async (fault) => {
      expect(await stack.up(declare("app"))).toMatchObject({ ok: true });
      await strike(DELETE, fault, () => stack.destroy());
      if (fault.fails) {
        expect(Object.keys(await stack.apps())).toEqual(["app"]);
        expect(await stack.destroy()).toMatchObject({ ok: true });
      }
      expect(await project.clients()).toEqual([]);
      expect(await stack.apps()).toEqual({});
    },
  );
});

describe("on the engine, with an empty stack", () => {
  beforeAll(async () => {
    expect(await stack.destroy()).toMatchObject({ ok: true });
  });

  it.each([
    { name: "wrong credentials", effect: { status: 401 }, fails: "ERR_STYTCH_API" },
    ...UNDONE,
  ])("a create meets $name: it is not retried, and no state is lost", async (fault) => {
    const requests = await project.requestsDuring(async () => {
      await strike(CREATE, fault, () => stack.up(declare("app")));
    });
    // A late one counts when its response is sent, if ever.
    expect(requests[CREATE] ?? 1).toBe(1);
    expect(await stack.apps()).toEqual({});
    for (const { client_id } of await project.clients()) await project.remove(client_id);
  });

  it.each(LOST)("a create meets $name: its client is found again, alone", async (fault) => {
    await strike(CREATE, fault, () => stack.up(declare("app")));
    const [client, ...others] = await project.clients();
    expect(others).toEqual([]);
    expect(await remembered()).toMatchObject({ id: client?.client_id, hasSecret: true });
    expect(await stack.destroy()).toMatchObject({ ok: true });
  });
});
