import { describe, expect, test } from "vitest";
import { connectedAppLifecycle as lifecycle } from "../../../../provider/src/connected-app/index.ts";
import type { ConnectedAppInputs } from "../../../../provider/src/connected-app/model.ts";
import { OutcomeUnknownError } from "../../../../provider/src/lifecycle/errors.ts";
import { CLIENT_TYPES, type StytchApi } from "../../../../provider/src/stytch/api.ts";
import { CREATE, GET, NO_PAUSE, PUT, type Rig, SEARCH, startRig } from "../../_emulator.ts";
import { appsOf } from "../../_operations.ts";
import { expectHidden, failureOf } from "../../_secrets.ts";
import { closedUrl } from "../../_server.ts";

const START = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate/start";
const COMPLETE = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate";
const NAME = "canary-name";
const INPUTS: ConnectedAppInputs = {
  clientType: "first_party",
  clientName: NAME,
  redirectUrls: ["https://b.example/cb", "https://a.example/cb", "https://b.example/cb"],
};
const isUnknown = () => false;

/** A project in which every create goes through one process that does not wait between its looks. */
async function startProcess(wait: (ms: number) => Promise<unknown> = async () => {}) {
  const rig = await startRig();
  appsOf(rig.api, { wait });
  return rig;
}

/** Makes a client past the process, as others do. */
const byOthers = (rig: Rig, inputs = INPUTS) => rig.connect().createConnectedApp(inputs);

async function signsIn(rig: Rig, clientId: string, secret: string | undefined): Promise<boolean> {
  const response = await fetch(`${rig.settings.apiUrl}/v1/oauth2/introspect`, {
    method: "POST",
    body: new URLSearchParams({ token: "x", client_id: clientId, client_secret: secret ?? "" }),
  });
  return response.ok;
}

const CARRIED_OUT = {
  "the connection breaks after it took effect": { drop: "after" },
  "the response is cut": { body: "truncated" },
  "the response is not JSON": { body: "malformed" },
};
const CAME_TO_NOTHING = {
  "the connection breaks before": { effect: { drop: "before" }, looks: 5 },
  "the server fails": { effect: { status: 500 }, looks: 2 },
  "a gateway fails (502)": { effect: { status: 502 }, looks: 5 },
  "a gateway fails (503)": { effect: { status: 503 }, looks: 5 },
  "a gateway fails (504)": { effect: { status: 504 }, looks: 5 },
};

describe.each(Object.entries(CARRIED_OUT))("a create of which %s", (_name, effect) => {
  test.each(CLIENT_TYPES)("finds its client again: %s", async (clientType) => {
    const rig = await startProcess();
    await rig.setFaults({ route: CREATE, ...effect });
    const inputs = { ...INPUTS, clientType };
    const { id, outputs, problem, notes } = await appsOf(rig.api).create(inputs);
    expect(problem).toBeUndefined();
    const hasSecret = !clientType.endsWith("_public");
    expect((await rig.stats()).requests).toEqual({
      [SEARCH]: 2,
      [CREATE]: 1,
      ...(hasSecret ? { [START]: 1, [COMPLETE]: 1 } : {}),
    });
    expect((await rig.clients()).map(({ clientId }) => clientId)).toEqual([id]);
    expect(notes?.join()).toContain(`${id}: the response to its creation was lost`);
    expect(notes?.join().includes("new secret")).toBe(hasSecret);
    expect(notes?.join()).not.toContain(NAME);
    expect(outputs.redirectUrls).toEqual(INPUTS.redirectUrls);
    expect(lifecycle.diff(outputs, inputs, isUnknown)).toEqual({ changes: [], replaces: [] });
    expect(outputs.clientSecret !== undefined).toBe(hasSecret);
    if (hasSecret) expect(await signsIn(rig, id, outputs.clientSecret)).toBe(true);
  });
});

describe.each(Object.entries(CAME_TO_NOTHING))("a create of which %s", (_name, row) => {
  test("is not retried, and says that no client was found; the next one makes it", async () => {
    const rig = await startProcess();
    await rig.setFaults({ route: CREATE, ...row.effect });
    const error = await failureOf(appsOf(rig.api).create(INPUTS));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toContain("most likely it was not created");
    expect(error).toMatchObject({ candidates: [], cause: { mayHaveTakenEffect: true } });
    expectHidden(error, NAME, rig.settings.secret);
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1 + row.looks, [CREATE]: 1 });
    const { id } = await appsOf(rig.api).create(INPUTS);
    expect(await rig.clients()).toMatchObject([{ clientId: id }]);
  });
});

test("a create that takes effect only after its time-out is found later", async () => {
  const rig = await startRig({}, { ...NO_PAUSE, attemptTimeoutMs: 100 });
  const observer = rig.connect({}, NO_PAUSE);
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    const exists = async () => (await observer.searchConnectedApps({})).connectedApps.length > 0;
    while (!(await exists())) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await rig.setFaults({ route: CREATE, latencyMs: 400 });
  const { id, outputs } = await appsOf(rig.api, { wait }).create(INPUTS);
  expect(waits).toEqual([500]);
  expect(await rig.clients()).toMatchObject([{ clientId: id }]);
  expect(await signsIn(rig, id, outputs.clientSecret)).toBe(true);
});

test("creates cost one search for all of them, however they end", async () => {
  const rig = await startProcess();
  await rig.setFaults({ route: CREATE, status: 400 });
  await failureOf(appsOf(rig.api).create(INPUTS));
  await Promise.all([1, 2, 3].map(() => appsOf(rig.api).create(INPUTS)));
  await appsOf(rig.api).create(INPUTS);
  expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [CREATE]: 5 });
});

describe("a client that someone else created", () => {
  test("before is left alone, however equal; the new one is found", async () => {
    const rig = await startProcess();
    const older = await byOthers(rig);
    await rig.setFaults({ route: CREATE, drop: "before" });
    const error = await failureOf(appsOf(rig.api).create(INPUTS));
    expect(error).toMatchObject({ candidates: [] });

    await rig.setFaults({ route: CREATE, drop: "after" });
    const { id } = await appsOf(rig.api).create(INPUTS);
    expect(id).not.toBe(older.clientId);
    expect(await rig.clients()).toHaveLength(2);
    expect(await signsIn(rig, older.clientId, older.clientSecret)).toBe(true);
  });

  test("meanwhile with an equal one is left alone, and both are named", async () => {
    const rig = await startProcess();
    await appsOf(rig.api).create({ ...INPUTS, clientName: "first" });
    const others = await byOthers(rig);
    await rig.setFaults({ route: CREATE, drop: "after" });
    const error = await failureOf(appsOf(rig.api).create(INPUTS));
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [CREATE]: 1 });
    const ids = (await rig.clients()).map(({ clientId }) => clientId);
    const [first, ...equal] = ids;
    expect(first).not.toBe(others.clientId);
    expect(error).toMatchObject({
      code: "ERR_STYTCH_OUTCOME_UNKNOWN",
      candidates: [...equal].sort(),
    });
    expect(await signsIn(rig, others.clientId, others.clientSecret)).toBe(true);
  });

  test("meanwhile, equal to another one of this process, casts doubt on all", async () => {
    const rig = await startProcess();
    const first = { ...INPUTS, clientName: "first" };
    await appsOf(rig.api).create(first);
    await byOthers(rig, first);
    const others = await byOthers(rig);
    await rig.setFaults({ route: CREATE, drop: "before" });
    const error = await failureOf(appsOf(rig.api).create(INPUTS));
    expect(error.message).toContain("Someone else");
    expect(error).toMatchObject({ candidates: [others.clientId] });
    expect(await signsIn(rig, others.clientId, others.clientSecret)).toBe(true);
  });

  test("meanwhile with another content is left alone, and casts no doubt", async () => {
    const rig = await startProcess();
    await appsOf(rig.api).create({ ...INPUTS, clientName: "first" });
    const others = await byOthers(rig, { ...INPUTS, clientDescription: "registered" });
    await rig.setFaults({ route: CREATE, drop: "after" });
    const { id } = await appsOf(rig.api).create(INPUTS);
    expect(id).not.toBe(others.clientId);
    expect(await signsIn(rig, others.clientId, others.clientSecret)).toBe(true);
  });

  test("and that this process has adopted is not found as a new one", async () => {
    const rig = await startProcess();
    await appsOf(rig.api).create({ ...INPUTS, clientName: "first" });
    const { clientId } = await byOthers(rig);
    await appsOf(rig.api).create({ ...INPUTS, adoptClientId: clientId });
    await rig.setFaults({ route: CREATE, drop: "before" });
    const error = await failureOf(appsOf(rig.api).create(INPUTS));
    expect(error).toMatchObject({ candidates: [] });
  });
});

describe("a project that cannot be searched", () => {
  test("still has its clients created; a lost one is named, not taken", async () => {
    const rig = await startProcess();
    await rig.setFaults({ route: SEARCH, status: 403 }, { route: CREATE, drop: "after", after: 1 });
    const first = await appsOf(rig.api).create({ ...INPUTS, clientName: "first" });
    const error = await failureOf(appsOf(rig.api).create(INPUTS));
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 2, [CREATE]: 2 });
    const lost = (await rig.clients()).filter(({ clientId }) => clientId !== first.id);
    expect(error).toMatchObject({ candidates: lost.map(({ clientId }) => clientId) });
    expect(error.message).toContain("could not be listed");
  });

  test("only after the create has the client searched for by a person", async () => {
    const rig = await startProcess();
    await rig.setFaults({ route: SEARCH, status: 403, after: 1 }, { route: CREATE, drop: "after" });
    const error = await failureOf(appsOf(rig.api).create(INPUTS));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toContain("could not be searched");
    expect(error.message).toContain("/search: 403");
  });

  test("without a response gets no create sent, until someone does", async () => {
    const rig = await startProcess();
    const unreachable = rig.connect({ apiUrl: await closedUrl() });
    let isUp = false;
    const api: StytchApi = {
      ...rig.api,
      searchConnectedApps: (page) => (isUp ? rig.api : unreachable).searchConnectedApps(page),
    };
    const inputs = [1, 2].map((n) => ({ ...INPUTS, clientName: `${n}` }));
    for (const failed of inputs.map((each) => failureOf(appsOf(api).create(each)))) {
      expect(await failed).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: false });
    }
    expect(await rig.clients()).toEqual([]);
    isUp = true;
    await Promise.all(inputs.map((each) => appsOf(api).create(each)));
    expect(await rig.clients()).toHaveLength(2);
  });
});

describe("a client that is found, but whose secret cannot be created", () => {
  const lostWith = async (inputs: ConnectedAppInputs, ...faults: Record<string, unknown>[]) => {
    const rig = await startProcess();
    await rig.setFaults({ route: CREATE, drop: "after" }, ...faults);
    const outcome = await appsOf(rig.api).create(inputs);
    await rig.setFaults();
    return { rig, ...outcome };
  };

  test.each([
    ["start", { route: START, status: 500 }, { [START]: 1, [COMPLETE]: 1 }],
    ["completion", { route: COMPLETE, status: 400 }, { [COMPLETE]: 1 }],
  ])(
    "(%s fails) is kept without one, and the next update makes it",
    async (_step, fault, calls) => {
      const { rig, id, outputs, problem, notes } = await lostWith(INPUTS, { ...fault, times: 3 });
      expect(problem).toMatchObject({ code: "ERR_STYTCH_API" });
      expect(notes?.join()).toContain("has no new secret yet");
      expect(outputs).not.toHaveProperty("clientSecret");
      const { changes, notes: planned } = lifecycle.diff(outputs, INPUTS, isUnknown);
      expect(changes).toContain("secretVersion");
      expect(planned).toHaveLength(1);

      await rig.setFaults();
      const updated = await appsOf(rig.api).update(id, outputs, INPUTS);
      expect(updated.problem).toBeUndefined();
      expect((await rig.stats()).requests).toEqual({ [GET]: 1, ...calls });
      expect(await signsIn(rig, id, updated.outputs.clientSecret)).toBe(true);
      expect(lifecycle.diff(updated.outputs, INPUTS, isUnknown).changes).toEqual([]);
      expect(await rig.clients()).toHaveLength(1);
    },
  );

  test.each([
    ["the first start fails", [{ route: START, status: 400 }]],
    ["the completion fails", [{ route: COMPLETE, status: 400 }]],
    ["every start's response is lost", [{ route: START, drop: "after", times: 9 }]],
    ["the second start fails", [{ route: START, status: 400, after: 1 }]],
  ] satisfies [string, Record<string, unknown>[]][])(
    "while a rotation is declared has both secrets after the next update, where %s",
    async (_title, faults) => {
      const inputs = { ...INPUTS, nextSecretVersion: "2" };
      const { rig, id, outputs, problem } = await lostWith(inputs, ...faults);
      expect(problem).toBeInstanceOf(Error);
      expect(lifecycle.diff(outputs, inputs, isUnknown).changes).not.toEqual([]);
      const updated = await appsOf(rig.api).update(id, outputs, inputs);
      expect(updated.problem).toBeUndefined();
      expect(updated.outputs).toMatchObject({ nextSecretVersion: "2" });
      expect(updated.outputs).not.toMatchObject({ secretVersion: "(lost)" });
      for (const secret of [updated.outputs.clientSecret, updated.outputs.nextClientSecret]) {
        expect(await signsIn(rig, id, secret)).toBe(true);
      }
      expect(lifecycle.diff(updated.outputs, inputs, isUnknown).changes).toEqual([]);
    },
  );
});

test("a found client gets the versions and the rotation that are declared", async () => {
  const rig = await startProcess();
  await rig.setFaults({ route: CREATE, drop: "after" });
  const inputs = { ...INPUTS, secretVersion: "4", nextSecretVersion: "5" };
  const { id, outputs, problem } = await appsOf(rig.api).create(inputs);
  expect(problem).toBeUndefined();
  expect(outputs).toMatchObject({ secretVersion: "4", nextSecretVersion: "5" });
  for (const secret of [outputs.clientSecret, outputs.nextClientSecret]) {
    expect(await signsIn(rig, id, secret)).toBe(true);
  }
  expect((await rig.stats()).requests).toMatchObject({ [START]: 2, [COMPLETE]: 1 });
  expect((await rig.stats()).requests).not.toHaveProperty(PUT);
});
