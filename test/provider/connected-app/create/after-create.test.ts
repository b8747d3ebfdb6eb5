import { expect, test } from "vitest";
import type { ConnectedAppInputs } from "../../../../provider/src/connected-app/model.ts";
import { CREATE, GET, PUT, startRig } from "../../_emulator.ts";
import { appsOf } from "../../_operations.ts";
import { failureOf } from "../../_secrets.ts";

const INPUTS: ConnectedAppInputs = { clientType: "first_party_public", clientName: "web" };

test("a found client does not make room for the equal one of someone else", async () => {
  const rig = await startRig();
  await rig.setFaults({ route: CREATE, drop: "after" });
  await appsOf(rig.api).create(INPUTS);
  const others = await rig.connect().createConnectedApp(INPUTS);
  await rig.setFaults({ route: CREATE, drop: "after" });
  expect(await failureOf(appsOf(rig.api).create(INPUTS))).toMatchObject({
    code: "ERR_STYTCH_OUTCOME_UNKNOWN",
    candidates: expect.arrayContaining([others.clientId]),
  });
});

test("an update completes a client of which only the id is known, even without a change", async () => {
  const rig = await startRig();
  const { id, outputs } = await appsOf(rig.api).create(INPUTS);
  const before = await rig.clients();
  await rig.setFaults();
  const updated = await appsOf(rig.api).update(id, { ...outputs, status: "" }, INPUTS);
  expect((await rig.stats()).requests).toEqual({ [GET]: 1, [PUT]: 1 });
  expect(updated.outputs.status).toBe("active");
  expect(await rig.clients()).toEqual(before);
});
