import { describe, expect, test } from "vitest";
import { settingsOf } from "../_operations.ts";
import {
  CLIENT_A,
  GET_ORGANIZATION,
  PUT_ORGANIZATION,
  settingOf,
  startOrganizationRig,
  WIRE_DEFAULTS,
} from "../_organization.ts";
import { failureOf } from "../_secrets.ts";

const SET = {
  firstPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedFirstPartyConnectedApps: [CLIENT_A],
};
const SET_ON_WIRE = {
  ...WIRE_DEFAULTS,
  first_party_connected_apps_allowed_type: "RESTRICTED",
  allowed_first_party_connected_apps: [CLIENT_A],
};

/** What happens to an operation whose first request is struck. */
const FAULTS: Record<string, [effect: Record<string, unknown>, result: string, requests: number]> =
  {
    "429": [{ status: 429, retryAfter: 1 }, "ok", 2],
    "503": [{ status: 503 }, "ok", 2],
    "reset before it is carried out": [{ drop: "before" }, "ok", 2],
    "reset after it was carried out": [{ drop: "after" }, "ok", 2],
    "truncated body": [{ body: "truncated" }, "ok", 2],
    "500": [{ status: 500 }, "ERR_STYTCH_API", 1],
    "malformed body": [{ body: "malformed" }, "ERR_STYTCH_RESPONSE", 1],
  };

const INPUTS = { organizationId: "acme", ...SET };

describe.each(Object.entries(FAULTS))("%s", (_name, [effect, result, requests]) => {
  test.each(["create", "read", "update", "delete"] as const)("%s", async (operation) => {
    const rig = await startOrganizationRig();
    const { id, outputs } = await settingsOf(rig.connect()).create({ organizationId: "acme" });
    const run = {
      create: () => settingsOf(rig.api).create(INPUTS),
      read: () => settingsOf(rig.api).read(id, outputs),
      update: () => settingsOf(rig.api).update(id, outputs, INPUTS),
      delete: () => settingsOf(rig.api).delete(id, outputs),
    }[operation];
    const route = operation === "read" ? GET_ORGANIZATION : PUT_ORGANIZATION;
    await rig.setFaults({ route, times: 1, ...effect });

    if (result === "ok") await run();
    else expect(await failureOf(run())).toMatchObject({ code: result });
    const look = operation === "update" ? { [GET_ORGANIZATION]: 1 } : {};
    const total = requests + Object.keys(look).length;
    expect((await rig.statsAfter(total)).requests).toEqual({ ...look, [route]: requests });

    // Whatever was lost: the same again does no harm and ends where it should.
    await run();
    const isSet = operation === "create" || operation === "update";
    expect(settingOf(await rig.held())).toEqual(isSet ? SET_ON_WIRE : WIRE_DEFAULTS);
  });
});
