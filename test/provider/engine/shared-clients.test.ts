import { describe, expect, test } from "vitest";
import { DELETE, GET, PUT, type Rig, SEARCH, startRig } from "../_emulator.ts";
import { failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";
import { configOf, INPUTS, newProvider, PROVIDER_TEXT } from "./_provider.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A client that exists, and a process of the engine. */
async function existing(config: Record<string, string> = {}) {
  const rig = await startRig();
  const { __provider: _, clientType: _type, ...fields } = INPUTS;
  const { clientId } = await rig.api.createConnectedApp({ clientType: "first_party", ...fields });
  await rig.setFaults();
  return { rig, clientId, ...(await processOf(rig, config)) };
}

async function processOf(rig: Rig, config: Record<string, string> = {}) {
  const { provider, lines } = newProvider();
  await provider.configure(configOf(rig.settings, config));
  return { provider, lines };
}

/** A resource of the state that adopted the client in an earlier run. */
async function adopted(rig: Rig, adoptClientId: string) {
  const { provider } = await processOf(rig);
  const { outs } = await provider.create({ ...INPUTS, adoptClientId });
  await rig.setFaults();
  return { ...outs, __provider: PROVIDER_TEXT };
}

const reasonsOf = (outcome: { failures: { reason: string }[] }) =>
  outcome.failures.map(({ reason }) => reason).join();
const SHARED = /they would overwrite each other/;
const NEW = / is also created or adopted by a new resource of this program; they would/;

describe("the check of two new resources", () => {
  test("refuses the second one that adopts the same client by its id", async () => {
    const { rig, provider, clientId } = await existing();
    const inputs = { ...INPUTS, adoptClientId: clientId };
    expect(reasonsOf(await provider.check({}, inputs))).toBe("");
    const refused = reasonsOf(await provider.check({}, inputs));
    expect(refused).toMatch(/^adoptClientId /);
    expect(refused).toMatch(NEW);
    expect((await rig.stats()).total).toBe(0);
  });

  test("refuses the second one that adopts a client by the same name", async () => {
    const { provider } = await existing();
    const inputs = { ...INPUTS, adoptByName: true };
    expect(reasonsOf(await provider.check({}, inputs))).toBe("");
    expect(reasonsOf(await provider.check({}, inputs))).toMatch(
      /^adoptByName .*of this program; they would/,
    );
  });

  test.each([
    [
      "clients of different ids",
      { adoptClientId: "connected-app-test-1" },
      { adoptClientId: "connected-app-test-2" },
    ],
    [
      "clients of different names",
      { adoptByName: true },
      { adoptByName: true, clientName: "other" },
    ],
    ["what is not known yet", { adoptClientId: UNKNOWN }, { adoptClientId: UNKNOWN }],
    ["nothing", {}, {}],
  ])("lets them adopt %s", async (_title, one, other) => {
    const { provider } = await existing();
    expect(reasonsOf(await provider.check({}, { ...INPUTS, ...one }))).toBe("");
    expect(reasonsOf(await provider.check({}, { ...INPUTS, ...other }))).toBe("");
  });
});

test("a new client is not adopted by its name in the run that creates it, whichever is asked first", async () => {
  const rig = await startRig();
  const byName = { ...INPUTS, adoptByName: true };
  const first = await processOf(rig);
  expect(reasonsOf(await first.provider.check({}, INPUTS))).toBe("");
  expect(reasonsOf(await first.provider.check({}, byName))).toMatch(SHARED);
  const second = await processOf(rig);
  expect(reasonsOf(await second.provider.check({}, byName))).toBe("");
  expect(reasonsOf(await second.provider.check({}, INPUTS))).toMatch(SHARED);
  await first.provider.create(INPUTS);
  const taken = first.provider.create({ ...byName, clientDescription: "x" });
  expect(await failureOf(taken)).toMatchObject({ name: "ERR_STYTCH_ADOPTION" });
  expect(await rig.clients()).toMatchObject([{ clientDescription: "" }]);
});

describe("a client of the stack that a new resource adopts too", () => {
  test.each([
    ["id", {}],
    ["name", { adoptClientId: undefined, adoptByName: true }],
  ])("is refused by its %s, whichever of the two is asked first", async (_title, change) => {
    const { rig, clientId } = await existing();
    const olds = await adopted(rig, clientId);
    const news = { ...INPUTS, adoptClientId: clientId, ...change };

    const first = await processOf(rig);
    await first.provider.diff(clientId, olds, INPUTS);
    expect(reasonsOf(await first.provider.check({}, news))).toContain(
      `belongs to another resource of this stack, which has ${clientId} (pulumi stack --show-ids shows its name); they`,
    );

    const second = await processOf(rig);
    expect(reasonsOf(await second.provider.check({}, news))).toBe("");
    const error = await failureOf(second.provider.diff(clientId, olds, INPUTS));
    expect(error).toMatchObject({ name: "ERR_STYTCH_ADOPTION" });
    expect(error.message).toContain(`${clientId} is also created or adopted by a new resource`);
  });

  test("is its own: the input that once adopted it means nothing later", async () => {
    const { rig, clientId } = await existing();
    const olds = await adopted(rig, clientId);
    const { provider, lines } = await processOf(rig);
    const inputs = { ...INPUTS, adoptClientId: clientId };
    expect(reasonsOf(await provider.check(inputs, inputs))).toBe("");
    expect(await provider.diff(clientId, olds, inputs)).toEqual({ changes: false, replaces: [] });
    expect(lines).toEqual([]);
  });

  test("may be adopted by its own replacement, which is checked a second time as a new one", async () => {
    const { rig, clientId } = await existing();
    const olds = await adopted(rig, clientId);
    const { provider } = await processOf(rig);
    const other = await rig.api.createConnectedApp({ clientType: "third_party" });
    const news = { ...INPUTS, clientType: "third_party", adoptClientId: other.clientId };
    expect(reasonsOf(await provider.check(INPUTS, news))).toBe("");
    await provider.diff(clientId, olds, news);
    expect(reasonsOf(await provider.check({}, news))).toBe("");
    expect(reasonsOf(await provider.check({}, news))).toBe("");
    expect(reasonsOf(await provider.check({}, news))).toMatch(SHARED);
  });
});

describe("a create that adopts a client of another resource", () => {
  test("changes nothing where the preview could not know it", async () => {
    const { rig, clientId } = await existing();
    const olds = await adopted(rig, clientId);
    const { provider } = await processOf(rig);
    await provider.diff(clientId, olds, INPUTS);
    const create = provider.create({ ...INPUTS, clientDescription: "x", adoptClientId: clientId });
    const error = await failureOf(create);
    expect(error).toMatchObject({ name: "ERR_STYTCH_ADOPTION" });
    expect(error.message).toContain(
      `${clientId} belongs to another resource of this stack (pulumi stack --show-ids shows its name)`,
    );
    expect((await rig.stats()).requests).toEqual({ [GET]: 1 });
  });

  test("is refused for the second one by another way", async () => {
    const { provider, clientId } = await existing();
    await provider.create({ ...INPUTS, adoptClientId: clientId });
    const byName = provider.create({ ...INPUTS, adoptByName: true });
    expect(await failureOf(byName)).toMatchObject({ name: "ERR_STYTCH_ADOPTION" });
  });

  test("can be done again after it failed", async () => {
    const { rig, provider, clientId } = await existing();
    const inputs = { ...INPUTS, clientDescription: "x", adoptClientId: clientId };
    await rig.setFaults({ route: PUT, status: 400, times: 1 });
    expect(await failureOf(provider.create(inputs))).toMatchObject({ name: "ERR_STYTCH_API" });
    expect(await provider.create(inputs)).toMatchObject({ id: clientId });
  });
});

describe("the deletion of one of two resources that hold a client", () => {
  test("leaves the client to the one that stays in the program", async () => {
    const { rig, clientId } = await existing();
    const olds = await adopted(rig, clientId);
    const { provider, lines } = await processOf(rig);
    await provider.diff(clientId, olds, INPUTS);
    await provider.delete(clientId, olds);
    expect((await rig.stats()).requests).not.toHaveProperty([DELETE]);
    expect(lines.join()).toContain(`${clientId} is not deleted`);
  });

  test("leaves it to the one that has just adopted it", async () => {
    const { rig, clientId } = await existing();
    const olds = await adopted(rig, clientId);
    const { provider } = await processOf(rig);
    await provider.create({ ...INPUTS, adoptClientId: clientId });
    await provider.delete(clientId, olds);
    expect(await rig.clients()).toHaveLength(1);
  });

  test("deletes a client that no one else holds", async () => {
    const { rig, clientId } = await existing();
    const olds = await adopted(rig, clientId);
    const { provider } = await processOf(rig);
    await provider.delete(clientId, olds);
    expect(await rig.clients()).toEqual([]);
  });
});

describe("the check of a resource that adopts a client", () => {
  test("says so, and calls no one", async () => {
    const { rig, provider, lines, clientId } = await existing();
    await provider.check({}, { ...INPUTS, adoptClientId: clientId });
    expect(lines).toEqual([`Stytch: ${clientId} will be adopted, not created.`]);
    expect((await rig.stats()).total).toBe(0);
  });

  const READ = { "stytch:readAtPreview": "true" };

  test.each([
    [{ adoptByName: true }, "changes nothing", SEARCH],
    [{ adoptByName: true, logoUrl: "https://a.example/x.png" }, "overwrites logoUrl", SEARCH],
  ])(
    "with %j names the fields that change, where that is asked for",
    async (change, what, route) => {
      const { rig, provider, lines, clientId } = await existing(READ);
      await provider.check({}, { ...INPUTS, ...change });
      const line = `Stytch: ${clientId} exists and will be adopted, not created, which ${what}.`;
      expect(lines).toEqual([line]);
      expect((await rig.stats()).requests).toEqual({ [route]: 1 });
    },
  );

  test("fails where it is asked for and there is no such client, or of another type", async () => {
    const { provider, clientId } = await existing(READ);
    const none = "connected-app-test-00000000-0000-4000-8000-000000000000";
    for (const change of [
      { adoptClientId: none },
      { adoptClientId: clientId, clientType: "third_party" },
    ]) {
      const check = provider.check({}, { ...INPUTS, ...change });
      expect(await failureOf(check)).toMatchObject({ name: "ERR_STYTCH_ADOPTION" });
    }
  });

  test("reads nothing of a resource that the state has, or that adopts nothing", async () => {
    const { rig, provider, lines, clientId } = await existing(READ);
    await provider.check(INPUTS, { ...INPUTS, adoptClientId: clientId });
    await provider.check({}, INPUTS);
    expect(lines).toEqual([]);
    expect((await rig.stats()).total).toBe(0);
  });

  test("refuses a setting that is neither true nor false", async () => {
    const { provider } = await existing({ "stytch:readAtPreview": "yes" });
    expect(reasonsOf(await provider.check({}, INPUTS))).toContain("stytch:readAtPreview");
  });
});

test("a create whose response gives the id of another client is not a second holder of it", async () => {
  const client = {
    client_id: "connected-app-test-1",
    client_type: "first_party",
    status: "active",
  };
  const server = await serveHttp((n, response) =>
    json(
      response,
      200,
      n === 1
        ? { connected_apps: [], results_metadata: { total: 0 } }
        : { connected_app: { ...client, client_secret: "canary-client-secret" } },
    ),
  );
  const { provider } = newProvider();
  await provider.configure(configOf(server.settings));
  await provider.create(INPUTS).catch(() => {});
  const error = await failureOf(provider.create({ ...INPUTS, clientName: "another" }));
  expect(error.message).toMatch(/^\[ERR_STYTCH_RESPONSE\] .*connected-app-test-1/);
  expect(error).toMatchObject({ id: undefined });
  expect(JSON.stringify(error)).not.toContain("canary");
});
