import { expect, test } from "vitest";
import { connectedAppLifecycle as lifecycle } from "../../../../provider/src/connected-app/index.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../../provider/src/connected-app/model.ts";
import { CREATE, GET, PUT, type Rig, SEARCH, startRig } from "../../_emulator.ts";
import { appsOf } from "../../_operations.ts";
import { failureOf } from "../../_secrets.ts";

const COMPLETE = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate";
const START = `${COMPLETE}/start`;
const CANCEL = `${COMPLETE}/cancel`;
const INPUTS: ConnectedAppInputs = { clientType: "first_party", clientName: "name" };

async function created(inputs = INPUTS) {
  const rig = await startRig();
  const { id, outputs, problem } = await appsOf(rig.api).create(inputs);
  expect(problem).toBeUndefined();
  return { rig, id, outputs };
}

/** An update from now on, and what it asked. */
async function update(rig: Rig, id: string, outputs: ConnectedAppOutputs, changes: object) {
  await rig.setFaults();
  const outcome = await appsOf(rig.api).update(id, outputs, { ...INPUTS, ...changes });
  return { ...outcome, requests: (await rig.stats()).requests };
}

async function rotating() {
  const { rig, id, outputs } = await created();
  const started = await update(rig, id, outputs, { nextSecretVersion: "2" });
  return { rig, id, outputs: started.outputs };
}

test("an update looks where the server stands, and takes one call a step", async () => {
  const { rig, id, outputs } = await created();
  const start = await update(rig, id, outputs, { nextSecretVersion: "2" });
  expect(start).toMatchObject({ requests: { [GET]: 1, [START]: 1 } });
  const restart = await update(rig, id, start.outputs, { nextSecretVersion: "3" });
  expect(restart).toMatchObject({ requests: { [GET]: 1, [CANCEL]: 1, [START]: 1 } });
  const complete = await update(rig, id, restart.outputs, { secretVersion: "3" });
  expect(complete).toMatchObject({ requests: { [GET]: 1, [COMPLETE]: 1 } });
  const cut = await update(rig, id, complete.outputs, { secretVersion: "4" });
  expect(cut).toMatchObject({ requests: { [GET]: 1, [START]: 1, [COMPLETE]: 1 } });
  const versions = { secretVersion: "4", nextSecretVersion: "5" };
  const again = await update(rig, id, cut.outputs, versions);
  const cancel = await update(rig, id, again.outputs, { secretVersion: "4" });
  expect(cancel).toMatchObject({ requests: { [GET]: 1, [CANCEL]: 1 } });
  expect(cancel.outputs).toEqual(cut.outputs);
});

test("a rotation beside changed fields needs no further look: their response tells where the server stands", async () => {
  const { rig, id, outputs } = await created();
  const changes = { clientName: "other", nextSecretVersion: "2" };
  const { requests, outputs: changed } = await update(rig, id, outputs, changes);
  expect(requests).toEqual({ [GET]: 1, [PUT]: 1, [START]: 1 });
  expect(changed).toMatchObject({ clientName: "other", clientSecret: outputs.clientSecret });
});

test("a field that changes while a rotation runs leaves both secrets alone", async () => {
  const { rig, id, outputs } = await rotating();
  const changes = { clientName: "other", nextSecretVersion: "2" };
  const changed = await update(rig, id, outputs, changes);
  expect(changed.requests).toEqual({ [GET]: 1, [PUT]: 1 });
  expect(changed.outputs).toEqual({ ...outputs, clientName: "other" });
});

test("an update that is not clear asks nothing and changes nothing", async () => {
  const { rig, id, outputs } = await rotating();
  const changes = { clientName: "other", secretVersion: "2", nextSecretVersion: "3" };
  await rig.setFaults();
  expect(
    await failureOf(appsOf(rig.api).update(id, outputs, { ...INPUTS, ...changes })),
  ).toMatchObject({ code: "ERR_STYTCH_ROTATION" });
  expect((await rig.stats()).total).toBe(0);
});

test("fields stay changed where the rotation beside them fails", async () => {
  const { rig, id, outputs } = await created();
  await rig.setFaults({ route: START, status: 400, times: "always" });
  const inputs = { ...INPUTS, clientName: "other", nextSecretVersion: "2" };
  const { outputs: changed, problem } = await appsOf(rig.api).update(id, outputs, inputs);
  expect(problem).toMatchObject({ code: "ERR_STYTCH_API", status: 400 });
  expect(changed).toEqual({ ...outputs, clientName: "other" });
  expect(lifecycle.diff(changed, inputs, () => false).changes).toEqual(["nextSecretVersion"]);
});

test("a read shows both secrets of a rotation, and that others completed it", async () => {
  const { rig, id, outputs } = await rotating();
  const read = await appsOf(rig.api).read(id, outputs);
  expect(read).toEqual({ outputs, inputs: { ...INPUTS, nextSecretVersion: "2" } });
  await rig.api.completeSecretRotation(id);
  const after = await appsOf(rig.api).read(id, outputs);
  expect(after?.inputs).toEqual({ ...INPUTS, secretVersion: "2" });
  expect(after?.outputs).toMatchObject({ clientSecret: outputs.nextClientSecret });
  expect(after?.outputs).not.toHaveProperty("nextClientSecret");
});

test("a client can be created with both secrets", async () => {
  const versions = { secretVersion: "4", nextSecretVersion: "5" };
  const { rig, outputs } = await created({ ...INPUTS, ...versions });
  expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [CREATE]: 1, [START]: 1 });
  expect(outputs).toMatchObject(versions);
  expect(new Set([outputs.clientSecret, outputs.nextClientSecret]).size).toBe(2);
});

test("a client whose rotation fails after its create is kept with its secret", async () => {
  const rig = await startRig();
  await rig.setFaults({ route: START, status: 400 });
  const inputs = { ...INPUTS, nextSecretVersion: "2" };
  const { id, outputs, problem } = await appsOf(rig.api).create(inputs);
  expect(problem).toMatchObject({ code: "ERR_STYTCH_API" });
  const [client] = await rig.clients();
  expect(outputs.clientSecretLastFour).toBe(client?.clientSecretLastFour);
  expect(outputs).not.toHaveProperty("nextSecretVersion");
  const completed = await update(rig, id, outputs, { nextSecretVersion: "2" });
  expect(completed.outputs).toMatchObject({
    nextSecretVersion: "2",
    nextClientSecret: expect.any(String),
  });
});
