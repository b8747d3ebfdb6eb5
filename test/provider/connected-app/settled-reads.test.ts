import { expect, test } from "vitest";
import { connectedAppLifecycle } from "../../../provider/src/connected-app/index.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import type { Operations } from "../../../provider/src/lifecycle/lifecycle.ts";
import type { ConnectedApp, StytchApi } from "../../../provider/src/stytch/api.ts";
import { StytchApiError } from "../../../provider/src/stytch/errors.ts";
import { AS_GIVEN, formingServer } from "./_forming-server.ts";

const BEHIND_MS = 5_000;
const INPUTS: ConnectedAppInputs = {
  clientType: "first_party_public",
  clientName: "web",
  redirectUrls: ["https://app.example.com/cb"],
};

/** A server whose reads show what it held five seconds ago, and a time that passes by waiting alone. */
function lateServer() {
  const server = formingServer(AS_GIVEN);
  const history: { readonly at: number; readonly apps: Map<string, ConnectedApp> }[] = [];
  let now = Date.parse("2026-02-03T04:05:06Z");
  const ids = new Set<string>();
  const note = () => {
    const apps = new Map([...ids].map((id) => [id, server.held(id)]));
    history.push({ at: now, apps });
  };
  const shown = (id: string): ConnectedApp => {
    const seen = history
      .filter(({ at }) => at <= now - BEHIND_MS)
      .at(-1)
      ?.apps.get(id);
    if (seen) return seen;
    throw new StytchApiError(
      { method: "GET", path: "/" },
      { status: 404, errorType: "connected_app_not_found" },
      "",
    );
  };
  let gets = 0;
  const api: StytchApi = {
    ...server.api,
    async createConnectedApp(body) {
      const created = await server.api.createConnectedApp(body);
      ids.add(created.clientId);
      note();
      return created;
    },
    async updateConnectedApp(id, fields) {
      const updated = await server.api.updateConnectedApp(id, fields);
      note();
      return updated;
    },
    async getConnectedApp(id) {
      gets += 1;
      return shown(id);
    },
  };
  const clock = {
    now: () => new Date(now),
    wait: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
  return {
    /** The process of a next command, which begins at once. */
    begin: (): Operations<ConnectedAppInputs, ConnectedAppOutputs> =>
      connectedAppLifecycle.operationsOn({ api: { ...api }, clock, readLagMs: 6_000 }),
    pass: clock.wait,
    now: () => now,
    edit: (id: string, fields: Partial<ConnectedApp>) => {
      server.edit(id, fields);
      note();
    },
    forget: (id: string) => {
      ids.delete(id);
      note();
    },
    held: server.held,
    getsSince: () => {
      const count = gets;
      gets = 0;
      return count;
    },
  };
}

async function withClient() {
  const server = lateServer();
  const { id, outputs } = await server.begin().create(INPUTS);
  return { server, id, outputs };
}

test("a client that the server does not show yet is not gone", async () => {
  const { server, id, outputs } = await withClient();
  expect((await server.begin().read(id, outputs))?.outputs).toEqual(outputs);
});

test("a client that this process created is not gone either, however long ago the process began", async () => {
  const server = lateServer();
  const process = server.begin();
  await server.pass(60_000);
  const { id } = await process.create(INPUTS);
  const read = await process.read(id, {} as ConnectedAppOutputs);
  expect(read?.outputs.clientName).toBe("web");
});

test("a write that the server does not show yet is not drift", async () => {
  const { server, id, outputs } = await withClient();
  await server.pass(60_000);
  const inputs = { ...INPUTS, clientDescription: "changed" };
  const { outputs: changed } = await server.begin().update(id, outputs, inputs);
  expect((await server.begin().read(id, changed))?.outputs).toEqual(changed);
});

test("nor is one of the same process, however long ago the process began", async () => {
  const { server, id, outputs } = await withClient();
  const process = server.begin();
  await server.pass(60_000);
  const inputs = { ...INPUTS, clientDescription: "changed" };
  const { outputs: changed } = await process.update(id, outputs, inputs);
  expect((await process.read(id, changed))?.outputs).toEqual(changed);
});

test("a clock that is set back makes a read wait no longer than the lag", async () => {
  const { server, id, outputs } = await withClient();
  await server.pass(60_000);
  const process = server.begin();
  server.edit(id, { clientName: "foreign" });
  await server.pass(-3_600_000);
  const before = server.now();
  await process.read(id, outputs).catch(() => {});
  expect(server.now() - before).toBe(6_000);
});

test("an update does not write back what the server still shows of the one before", async () => {
  const { server, id, outputs } = await withClient();
  await server.pass(60_000);
  const first = { ...INPUTS, clientDescription: "changed" };
  const { outputs: changed } = await server.begin().update(id, outputs, first);
  const second = { ...first, accessTokenExpiryMinutes: 5 };
  const { notes } = await server.begin().update(id, changed, second);
  expect(notes).toBeUndefined();
  expect(server.held(id)).toMatchObject(second);
});

test("drift that stays is drift, and a client that stays away is gone", async () => {
  const { server, id, outputs } = await withClient();
  server.edit(id, { clientName: "foreign" });
  await server.pass(60_000);
  expect((await server.begin().read(id, outputs))?.outputs.clientName).toBe("foreign");
  server.forget(id);
  await server.pass(60_000);
  expect(await server.begin().read(id, outputs)).toBeUndefined();
});

test("what is as it was is read once, and in a process of some seconds so is what is not", async () => {
  const { server, id, outputs } = await withClient();
  await server.pass(60_000);
  const process = server.begin();
  await process.read(id, outputs);
  expect(server.getsSince()).toBe(1);
  await server.pass(10_000);
  server.edit(id, { clientName: "foreign" });
  await server.pass(10_000);
  await process.update(id, outputs, { ...INPUTS, accessTokenExpiryMinutes: 5 });
  expect(server.getsSince()).toBe(1);
});
