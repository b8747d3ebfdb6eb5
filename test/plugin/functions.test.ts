import { expect, test } from "vitest";
import { SEARCH, startRig } from "../provider/_emulator.ts";
import { errorOf, startPlugin, valuesOf } from "./_plugin.ts";
import { SECRET, SIGNATURE } from "./_wire.ts";

const ONE = "stytch:index:getConnectedApp";
const ALL = "stytch:index:getConnectedApps";
const secret = (value: unknown) => ({ [SIGNATURE]: SECRET, value });

async function started() {
  const rig = await startRig();
  const plugin = await startPlugin();
  await plugin.configure(rig.settings);
  const { clientId } = await rig.api.createConnectedApp({
    clientType: "first_party",
    clientName: "web",
  });
  return { rig, plugin, clientId };
}

test("a client is found by id and by name, without a secret", async () => {
  const { plugin, clientId } = await started();
  for (const args of [{ clientId }, { clientName: "web" }]) {
    const found = valuesOf((await plugin.invoke(ONE, args)).getReturn());
    expect(found).toMatchObject({ clientId, clientName: "web", status: "active" });
    expect(found).not.toHaveProperty("clientSecret");
  }
});

test("clients are listed with their ids", async () => {
  const { rig, plugin, clientId } = await started();
  await rig.setFaults();
  const found = valuesOf((await plugin.invoke(ALL, {})).getReturn());
  expect(found).toMatchObject({ clientIds: [clientId], connectedApps: [{ clientId }] });
  expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1 });
  const none = await plugin.invoke(ALL, { clientNamePrefix: "x" });
  expect(valuesOf(none.getReturn())).toEqual({ clientIds: [], connectedApps: [] });
});

test("what comes of a secret is one", async () => {
  const { plugin, clientId } = await started();
  const found = valuesOf((await plugin.invoke(ONE, { clientName: secret("web") })).getReturn());
  expect(found.clientId).toEqual(secret(clientId));
  const all = valuesOf((await plugin.invoke(ALL, { clientName: secret("web") })).getReturn());
  expect(all.clientIds).toEqual(secret([clientId]));
});

test("no error tells a name, which may be a secret though the SDK sends it in clear", async () => {
  const { plugin } = await started();
  for (const clientName of ["canary", secret("canary")]) {
    const { details } = await errorOf(plugin.invoke(ONE, { clientName }));
    expect(details).toContain("[ERR_STYTCH_NOT_FOUND] getConnectedApp({ clientName: [secret] })");
    expect(details).not.toContain("canary");
  }
});

test("bad arguments are refused before a call", async () => {
  const { rig, plugin } = await started();
  await rig.setFaults();
  const { details } = await errorOf(plugin.invoke(ONE, { clientNmae: "web" }));
  expect(details).toContain("[ERR_STYTCH_ARGUMENTS]");
  expect((await rig.stats()).total).toBe(0);
});
