import { afterAll, describe, expect, test } from "vitest";
import type { ConnectedAppInputs } from "../../../provider/src/connected-app/model.ts";
import { CLIENT_TYPES } from "../../../provider/src/stytch/api.ts";
import { batchedReads } from "../../../provider/src/stytch/batched-reads.ts";
import { ofType } from "./_behaviours.ts";
import { startWorld, triedLine } from "./_world.ts";

/** Since the last write of a stack: at once, while the server is behind, and as it shows what was written. */
const REFRESHED_AFTER_MS = [0, 2_500, 4_999, 5_000];

/** A stack with a client of each type, on a server whose searches and GETs are five seconds behind. */
function startStack() {
  const world = startWorld({ search_lag_seconds: 5, get_lag_seconds: 5 }, "first_party");
  /** The operations of a next command, whose refresh reads pages. */
  function next() {
    const { clock, pass, apiOf, command } = world;
    const now = { monotonicMs: () => clock.now().getTime(), epochMs: () => 0 };
    return command(batchedReads(apiOf(), { clock: now, wait: pass }));
  }
  async function up() {
    const { create } = next();
    return Promise.all(
      CLIENT_TYPES.map(async (clientType) => {
        const inputs: ConnectedAppInputs = ofType(clientType).all;
        const { id, outputs } = await create(inputs);
        return { id, outputs, inputs };
      }),
    );
  }
  /** What a refresh makes of the clients, at the same time. */
  async function refreshed(apps: Awaited<ReturnType<typeof up>>) {
    const { read } = next();
    const found = await Promise.all(apps.map(({ id, outputs }) => read(id, outputs)));
    return found.map((each) => each?.outputs);
  }
  return { world, next, up, refreshed };
}

describe.each(REFRESHED_AFTER_MS)("a refresh %i ms after the last write", (waitedMs) => {
  test("of creates drops no client, and reports nothing", async () => {
    const { world, up, refreshed } = startStack();
    const apps = await up();
    await world.pass(waitedMs);
    expect(await refreshed(apps)).toEqual(apps.map(({ outputs }) => outputs));
  });

  test("of updates reports nothing", async () => {
    const { world, next, up, refreshed } = startStack();
    const apps = await up();
    await world.pass(60_000);
    const { update } = next();
    const changed = await Promise.all(
      apps.map(async ({ id, outputs, inputs }) => {
        const changing = { ...inputs, clientDescription: "changed", redirectUrls: [] };
        return { id, inputs, ...(await update(id, outputs, changing)) };
      }),
    );
    await world.pass(waitedMs);
    expect(await refreshed(changed)).toEqual(changed.map(({ outputs }) => outputs));
  });
});

test("a refresh at once after an update reports what others changed and deleted before, and nothing else", async () => {
  const { world, next, up, refreshed } = startStack();
  const [first, second, third, fourth] = await up();
  if (!first || !second || !third || !fourth) throw new Error("a client of each type was made");
  await world.pass(60_000);
  await world.edit(first.id, { clientDescription: "foreign" });
  await next().delete(second.id, second.outputs);
  await world.pass(5_000);
  const inputs = { ...third.inputs, clientDescription: "changed" };
  const { outputs } = await next().update(third.id, third.outputs, inputs);
  expect(await refreshed([first, second, { ...third, outputs }, fourth])).toEqual([
    { ...first.outputs, clientDescription: "foreign" },
    undefined,
    outputs,
    fourth.outputs,
  ]);
});

afterAll(() => console.info(triedLine()));
