import { expect, test } from "vitest";
import { startRig } from "../_emulator.ts";
import { expectHidden, failureOf } from "../_secrets.ts";
import { configOf, INPUTS, newProvider, PROVIDER_TEXT } from "./_provider.ts";

async function configured() {
  const rig = await startRig();
  const { provider, lines } = newProvider();
  await provider.configure(configOf(rig.settings));
  const { id, outs } = await provider.create(INPUTS);
  return { rig, provider, lines, id, olds: { ...outs, __provider: PROVIDER_TEXT } };
}

test("a diff prints which client loses a secret by a version that left the program, and nothing else", async () => {
  const { provider, lines, id, olds } = await configured();
  await provider.diff(id, olds, { ...INPUTS, clientName: "other" });
  expect(lines).toEqual([]);
  await provider.diff(id, olds, { ...INPUTS, nextSecretVersion: "2" });
  expect(lines).toEqual([]);
  await provider.diff(id, { ...olds, secretVersion: "2" }, INPUTS);
  expect(lines).toEqual([
    expect.stringMatching(`^Stytch: ${id}: "${INPUTS.clientName}": hard cut: `),
  ]);
});

test("a diff that is not clear fails with the code and no frames", async () => {
  const { provider, lines, id, olds } = await configured();
  const versions = { secretVersion: "2", nextSecretVersion: "3" };
  const error = await failureOf(provider.diff(id, olds, { ...INPUTS, ...versions }));
  expect(error.message).toMatch(/^\[ERR_STYTCH_ROTATION\] /);
  expect(`${error}: ${error.stack}`).not.toMatch(/\bat .*:\d+/);
  expect(lines).toEqual([]);
});

test("an update that stops half way hands both secrets to the engine, and to no one else", async () => {
  const { rig, provider, id, olds } = await configured();
  const complete = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate";
  await rig.setFaults({ route: complete, status: 400 });
  const inputs = { ...INPUTS, secretVersion: "2" };
  const error = await failureOf(provider.update(id, olds, inputs));
  const reason = expect.stringMatching(/^\[ERR_STYTCH_API\] POST .*400/);
  expect(error).toMatchObject({ id, reasons: [reason] });
  const properties = "properties" in error ? Object(error.properties) : {};
  expect(properties).toMatchObject({
    __provider: PROVIDER_TEXT,
    nextSecretVersion: "2",
    nextClientSecret: expect.any(String),
  });
  expect(properties).not.toHaveProperty("secretVersion");
  expectHidden(error, properties.clientSecret, properties.nextClientSecret);

  const { outs } = await provider.update(id, properties, inputs);
  expect(outs).toMatchObject({ secretVersion: "2", clientSecret: properties.nextClientSecret });
  expect(outs).not.toHaveProperty("nextClientSecret");
});
