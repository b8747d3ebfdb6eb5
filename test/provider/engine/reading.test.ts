import { expect, test } from "vitest";
import { startRig } from "../_emulator.ts";
import { failureOf } from "../_secrets.ts";
import { configOf, newProvider, PROVIDER_TEXT } from "./_provider.ts";

/** What the engine gives where a program reads a resource by its id: no property but the provider. */
const FIRST_READ = { __provider: PROVIDER_TEXT };

async function configured() {
  const rig = await startRig();
  const { provider } = newProvider();
  await provider.configure(configOf(rig.settings));
  const { clientId } = await rig.api.createConnectedApp({ clientType: "first_party" });
  return { rig, provider, clientId };
}

test("the first read of a client gives what the server holds, without a secret", async () => {
  const { rig, provider, clientId } = await configured();
  const { id, props } = await provider.read(clientId, FIRST_READ);
  expect(id).toBe(clientId);
  expect(props).toMatchObject({
    clientType: "first_party",
    projectId: rig.settings.projectId,
    status: "active",
  });
  expect(props).not.toHaveProperty("clientSecret");
});

test("the first read of a client that is not there fails, and a later one finds it gone", async () => {
  const { rig, provider, clientId } = await configured();
  const { props } = await provider.read(clientId, FIRST_READ);
  await rig.api.deleteConnectedApp(clientId);
  const { message } = await failureOf(provider.read(clientId, FIRST_READ));
  expect(message).toMatch(/^\[ERR_STYTCH_NOT_FOUND\] /);
  expect(message).toContain(clientId);
  expect(message).toContain(rig.settings.projectId);
  expect(await provider.read(clientId, { ...props, ...FIRST_READ })).toEqual({});
});
