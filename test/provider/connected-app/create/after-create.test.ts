import { expect, test } from "vitest";
import type { ConnectedAppInputs } from "../../../../provider/src/connected-app/model.ts";
import { StytchIncompleteCreateError } from "../../../../provider/src/stytch/errors.ts";
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

test.each([
  ["whole", "of before the run"],
  ["whole", "of the run"],
  ["unreadable", "of before the run"],
])(
  "a create whose %s response has the id of a client %s fails, so that no two resources have it",
  async (response, when) => {
    const rig = await startRig();
    const existing = await rig.connect().createConnectedApp({ ...INPUTS, clientName: "other" });
    const existed =
      when === "of before the run" ? await rig.api.searchConnectedApps({}) : undefined;
    const none = { connectedApps: [], nextCursor: undefined, total: 0 };
    const operations = appsOf({
      ...rig.api,
      searchConnectedApps: async () => existed ?? none,
      createConnectedApp: async () => {
        if (response === "whole") return existing;
        throw new StytchIncompleteCreateError({ method: "POST", path: "/" }, "odd.", existing);
      },
    });
    if (existed === undefined) await operations.create(INPUTS);
    const error = await failureOf(operations.create(INPUTS));
    expect(error).toMatchObject({ code: "ERR_STYTCH_RESPONSE", mayHaveTakenEffect: false });
    expect(error.message).toContain(`has the id of an existing one, ${existing.clientId}.`);
  },
);

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
