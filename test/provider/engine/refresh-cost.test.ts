import { expect, test } from "vitest";
import { GET, type Rig, SEARCH } from "../_emulator.ts";
import { startRigWith } from "../_many-clients.ts";
import { configOf, newProvider, PROVIDER_TEXT } from "./_provider.ts";

type Known = Record<string, unknown>;
type Provider = ReturnType<typeof newProvider>["provider"];

/** A process of the engine, ready to read. */
async function process(rig: Rig): Promise<Provider> {
  let waitedMs = 0;
  const { provider } = newProvider(
    { STYTCH_READ_LAG_SECONDS: "6" },
    {
      now: () => new Date(Date.now() + waitedMs),
      wait: async (milliseconds) => {
        waitedMs += milliseconds;
      },
    },
  );
  await provider.configure(configOf(rig.settings));
  return provider;
}

/** Reads every client, so many at a time, as the engine's workers do. */
async function refresh(provider: Provider, states: ReadonlyMap<string, Known>, parallel: number) {
  const waiting = [...states];
  const found = new Map<string, Known | undefined>();
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [id, known] = next;
      const { id: readId, props } = await provider.read(id, {
        ...known,
        __provider: PROVIDER_TEXT,
      });
      found.set(id, readId === undefined ? undefined : (props as Known));
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return found;
}

/** A project, and what a state knows of its clients. */
async function project(count: number) {
  const { rig, ids } = await startRigWith(count);
  const [first = ""] = ids;
  const { props } = await (await process(rig)).read(first, { __provider: PROVIDER_TEXT });
  return { rig, ids, states: new Map(ids.map((id) => [id, props as Known])) };
}

test.each([
  [1000, 16, 2],
  [1000, 1000, 1],
  [5000, 16, 6],
  [5000, 8, 6],
  [5000, 5000, 5],
])(
  "a refresh of %i clients, %i at a time, takes at most %i calls",
  async (count, parallel, most) => {
    const { rig, states } = await project(count);
    await rig.setFaults();
    const found = await refresh(await process(rig), states, parallel);
    expect((await rig.stats()).total).toBeLessThanOrEqual(most);
    expect([...found.values()]).toEqual([...states.values()]);
  },
);

test("it finds the drift that was there when it began, and asks for what is gone by its id", async () => {
  const { rig, ids, states } = await project(1200);
  const [changed = "", gone = "", rotated = ""] = [ids[3], ids[700], ids[1199]];
  await rig.api.updateConnectedApp(changed, { clientName: "drift" });
  await rig.api.deleteConnectedApp(gone);
  await rig.api.startSecretRotation(rotated);
  await rig.setFaults();
  const found = await refresh(await process(rig), states, 16);
  const { requests } = await rig.stats();
  // Once more for what is not as the state has it, which the server may only not show yet.
  expect(requests[SEARCH]).toBeLessThanOrEqual(4);
  expect(requests[GET]).toBeLessThanOrEqual(4);
  const differs = ids.filter(
    (id) => JSON.stringify(found.get(id)) !== JSON.stringify(states.get(id)),
  );
  expect(differs.sort()).toEqual([changed, gone, rotated].sort());
  expect(found.get(changed)).toMatchObject({ clientName: "drift" });
  expect(found.get(gone)).toBeUndefined();
});

test.each([401, 500])(
  "no client counts as gone when the search responds with %i",
  async (status) => {
    const { rig, ids, states } = await project(20);
    const provider = await process(rig);
    await rig.setFaults({ route: SEARCH, status, times: "always" });
    const reading = ids.map((id) =>
      provider.read(id, { ...states.get(id), __provider: PROVIDER_TEXT }),
    );
    const outcomes = await Promise.allSettled(reading);
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(20);
  },
);
