import { expect, test } from "vitest";
import { organizationConnectedAppsLifecycle } from "../../../provider/src/organization-connected-apps/index.ts";
import {
  type OrganizationConnectedAppsOutputs,
  SERVER_DEFAULTS,
} from "../../../provider/src/organization-connected-apps/model.ts";
import type {
  OrganizationConnectedAppsFields,
  StytchApi,
} from "../../../provider/src/stytch/api.ts";
import { StytchApiError } from "../../../provider/src/stytch/errors.ts";
import { ORGANIZATION, organizationInMemory } from "./_memory.ts";

const BEHIND_MS = 5_000;
const CLOSED = { organizationId: "acme", thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED" };

/**
 * A server whose reads show what it held five seconds ago, of an organization that was made just now; and
 * a time that passes by waiting alone.
 */
function lateServer() {
  const server = organizationInMemory(SERVER_DEFAULTS);
  let now = Date.parse("2026-02-03T04:05:06Z");
  const history = [{ at: now, setting: server.held() }];
  const note = () => history.push({ at: now, setting: server.held() });
  let gets = 0;
  const api = {
    ...server.api,
    async updateOrganizationConnectedApps(id: string, fields: OrganizationConnectedAppsFields) {
      const updated = await server.api.updateOrganizationConnectedApps(id, fields);
      note();
      return updated;
    },
    async getOrganizationConnectedApps() {
      gets += 1;
      const seen = history.filter(({ at }) => at <= now - BEHIND_MS).at(-1);
      if (seen) return seen.setting;
      const said = { status: 404, errorType: "organization_not_found" };
      throw new StytchApiError({ method: "GET", path: "/" }, said, "");
    },
  } as StytchApi;
  const pass = async (milliseconds: number) => {
    now += milliseconds;
  };
  const clock = { now: () => new Date(now), wait: pass };
  return {
    /** The process of a next command, which begins at once. */
    begin: () => organizationConnectedAppsLifecycle.operationsOn({ api, clock, readLagMs: 6_000 }),
    pass,
    edit: (fields: Partial<OrganizationConnectedAppsFields>) => {
      server.edit(fields);
      note();
    },
    sent: server.sent,
    getsSince: () => {
      const count = gets;
      gets = 0;
      return count;
    },
  };
}

async function withSetting() {
  const server = lateServer();
  const { id, outputs } = await server.begin().create(CLOSED);
  return { server, id, outputs };
}

test("an organization that the server does not show yet is not gone", async () => {
  const { server, id, outputs } = await withSetting();
  expect((await server.begin().read(id, outputs))?.outputs).toEqual(outputs);
});

test("a write that the server does not show yet is no drift", async () => {
  const { server, id, outputs } = await withSetting();
  await server.pass(60_000);
  const inputs = { ...CLOSED, firstPartyConnectedAppsAllowedType: "NOT_ALLOWED" };
  const changed = await server.begin().update(id, outputs, inputs);
  expect((await server.begin().read(id, changed.outputs))?.outputs).toEqual(changed.outputs);
});

test("nor is one of the same process, however long ago the process began", async () => {
  const { server, id, outputs } = await withSetting();
  const process = server.begin();
  await server.pass(60_000);
  const inputs = { ...CLOSED, firstPartyConnectedAppsAllowedType: "NOT_ALLOWED" };
  const changed = await process.update(id, outputs, inputs);
  expect((await process.read(id, changed.outputs))?.outputs).toEqual(changed.outputs);
});

test("an update does not write back what the server still shows of the one before", async () => {
  const { server, id, outputs } = await withSetting();
  await server.pass(60_000);
  const first = { ...CLOSED, firstPartyConnectedAppsAllowedType: "RESTRICTED" };
  const changed = await server.begin().update(id, outputs, first);
  const second = { ...first, thirdPartyConnectedAppsAllowedType: "RESTRICTED" };
  const { notes } = await server.begin().update(id, changed.outputs, second);
  expect(notes).toBeUndefined();
  expect(server.sent.at(-1)).toEqual({
    ...SERVER_DEFAULTS,
    firstPartyConnectedAppsAllowedType: "RESTRICTED",
    thirdPartyConnectedAppsAllowedType: "RESTRICTED",
  });
});

test("drift that stays is drift; what is as it was is read once", async () => {
  const { server, id, outputs } = await withSetting();
  await server.pass(60_000);
  await server.begin().read(id, outputs);
  expect(server.getsSince()).toBe(1);
  server.edit({ thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED" });
  await server.pass(60_000);
  const read = await server.begin().read(id, outputs);
  expect(read?.outputs.thirdPartyConnectedAppsAllowedType).toBe("ALL_ALLOWED");
  expect(server.getsSince()).toBe(2);
});

test("of a setting that no one has read yet the first read counts", async () => {
  const { server } = await withSetting();
  await server.pass(60_000);
  const read = await server.begin().read(ORGANIZATION, {} as OrganizationConnectedAppsOutputs);
  expect(read?.outputs).toMatchObject({ thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED" });
  expect(server.getsSince()).toBe(1);
});
