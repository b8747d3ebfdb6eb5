import { beforeAll, describe, expect, it } from "vitest";
import { register } from "./_clients.ts";
import { CREATE, DELETE, READ, type TestProject, UPDATE } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { Outcome, TestStack } from "./_stack.ts";

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

const all = (faults: readonly Fault[]) => faults.map(({ name }) => name).join(", ");

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
  stack = await scope.stack(project);
  await stack.setConfig("stytch:timeoutSeconds", "3");
});

/** As many clients, each with its own name, which is the same at all with the same beginning. */
const declare = (count: number, begin: string) => async () => {
  for (let n = 0; n < count; n += 1) {
    register(`app-${n}`, { clientType: "first_party", clientName: `${begin} ${n}` });
  }
};

/** For several clients: the engine goes on with the others after the first failure. */
const ALL = { continueOnError: true };

/**
 * Runs an operation under faults, each of which strikes another client; checks that the output says of as
 * many clients as there are such faults what they are, and that it names no stack frames.
 */
async function strike(
  route: string,
  faults: readonly Fault[],
  operation: () => Promise<Outcome>,
): Promise<Outcome> {
  // Delays last: one adds to what else would strike the same request.
  const isDelay = ({ effect }: Fault) => Number("latencyMs" in effect);
  const inOrder = faults.toSorted((a, b) => isDelay(a) - isDelay(b));
  await project.setFaults(inOrder.map(({ effect }) => ({ route, ...effect })));
  const outcome = await operation();
  for (const [n, fired] of (await project.faultsFired()).entries()) {
    expect(fired, inOrder[n]?.name).toBeGreaterThan(0);
  }
  await project.setFaults([]);
  const failing = faults.flatMap(({ fails }) => fails ?? []);
  expect(outcome.ok, outcome.output).toBe(failing.length === 0);
  expect(failuresIn(outcome.output), outcome.output).toEqual(failing.toSorted());
  expect(outcome.output).not.toMatch(/^\s+at .+:\d+:\d+/m);
  return outcome;
}

/** The code of each client's error. */
function failuresIn(output: string): string[] {
  const found = output.matchAll(/^ {2}\S+ \((app-\d+)\):\n\s+error: .*?(ERR_STYTCH_\w+)/gm);
  return [...new Map([...found].map(([, name, code = ""]) => [name, code])).values()].toSorted();
}

/** What the state holds of the clients; a secret is encrypted anew each time, so only whether. */
async function remembered() {
  const apps = Object.entries(await stack.apps());
  return apps.toSorted().map(([name, { id, outputs }]) => {
    const { clientSecret, ...others } = outputs ?? {};
    return { name, id, outputs: others, hasSecret: clientSecret !== undefined };
  });
}

/** Compares the clients of the project with those of the state, all of which have a secret. */
async function expectInState(count: number, begin: string): Promise<void> {
  const inState = await remembered();
  expect(inState).toHaveLength(count);
  for (const app of inState) {
    const clientName = app.name.replace("app-", `${begin} `);
    expect(app).toMatchObject({ outputs: { clientName }, hasSecret: true });
  }
  const byId = (await project.clients()).map(({ client_id, client_name }) => [
    client_id,
    client_name,
  ]);
  expect(byId.toSorted()).toEqual(
    inState.map(({ id, outputs }) => [id, outputs.clientName]).toSorted(),
  );
}

describe("on the engine", () => {
  it(`creates that meet ${all(LOST)}: each client is found again, alone`, async () => {
    await strike(CREATE, LOST, () => stack.up(declare(LOST.length, "lost")));
    await expectInState(LOST.length, "lost");
  });

  it.each([...SURVIVED, ...REFUSED, MALFORMED])(
    "a refresh meets $name: nothing is lost",
    async (fault) => {
      // Of several clients it reads none alone.
      expect(await stack.up(declare(1, "lost"))).toMatchObject({ ok: true });
      const before = await remembered();
      expect(before).toMatchObject([{ hasSecret: true }]);
      await strike(READ, [fault], () => stack.refresh());
      expect(await remembered()).toEqual(before);
    },
  );

  describe("with a client for each fault", () => {
    const STOPPED = [...REFUSED, MALFORMED];
    let ids: unknown[];

    beforeAll(async () => {
      expect(await stack.up(declare(STOPPED.length, "first"))).toMatchObject({ ok: true });
      ids = (await remembered()).map(({ id }) => id);
    });

    it(`updates that meet ${all(SURVIVED)} are done`, async () => {
      await strike(UPDATE, SURVIVED, () => stack.up(declare(STOPPED.length, "second")));
      await expectInState(STOPPED.length, "second");
    });

    it(`updates that meet ${all(STOPPED)} are done by the next up`, async () => {
      const third = declare(STOPPED.length, "third");
      await strike(UPDATE, STOPPED, () => stack.up(third, ALL));
      expect(await stack.up(third)).toMatchObject({ ok: true });
      await expectInState(STOPPED.length, "third");
      expect((await remembered()).map(({ id }) => id)).toEqual(ids);
    });

    it(`deletes that meet ${all(REFUSED)} are done by the next destroy`, async () => {
      expect(await stack.up(declare(REFUSED.length, "third"))).toMatchObject({ ok: true });
      await strike(DELETE, REFUSED, () => stack.destroy(ALL));
      expect(await stack.apps()).not.toEqual({});
      expect(await remembered()).toHaveLength(REFUSED.length);
      expect(await stack.destroy()).toMatchObject({ ok: true });
      expect(await project.clients()).toEqual([]);
      expect(await stack.apps()).toEqual({});
    });
  });

  it(`deletes that meet ${all(SURVIVED)} are done`, async () => {
    expect(await stack.up(declare(SURVIVED.length, "again"))).toMatchObject({ ok: true });
    await strike(DELETE, SURVIVED, () => stack.destroy());
    expect(await project.clients()).toEqual([]);
    expect(await stack.apps()).toEqual({});
  });

  it(`creates that meet wrong credentials, ${all(UNDONE)} are not retried, and no state is lost`, async () => {
    const wrong = { name: "wrong credentials", effect: { status: 401 }, fails: "ERR_STYTCH_API" };
    const faults = [wrong, ...UNDONE];
    const requests = await project.requestsDuring(async () => {
      await strike(CREATE, faults, () => stack.up(declare(faults.length, "undone"), ALL));
    });
    expect(requests[CREATE]).toBe(faults.length);
    expect(await stack.apps()).toEqual({});
    expect(await project.clients()).toEqual([]);
  });
});
