import { describe, expect, test } from "vitest";
import { startRig } from "../_emulator.ts";
import { basicToken, expectHidden, failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";
import { configOf, INPUTS, newProvider, PROVIDER_TEXT } from "./_provider.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

async function configured() {
  const rig = await startRig();
  const { provider } = newProvider();
  await provider.configure(configOf(rig.settings));
  return { rig, provider };
}

describe("check", () => {
  test("returns normalized inputs without __provider, and calls no one", async () => {
    const { rig, provider } = await configured();
    expect(
      await provider.check({}, { ...INPUTS, logoUrl: "", idTokenTemplateContent: null }),
    ).toEqual({
      inputs: {
        clientType: "first_party",
        clientName: "name",
        redirectUrls: ["https://app.example.com/callback"],
      },
      failures: [],
    });
    expect((await rig.stats()).total).toBe(0);
  });

  test("gives failures no property, so that no value is printed, and the path in the reason", async () => {
    const { provider } = await configured();
    const { failures } = await provider.check(
      {},
      {
        ...INPUTS,
        clientSecret: "canary-value",
        redirectUrls: ["https://a.example", "canary-value"],
      },
    );
    expect(failures.map(({ property }) => property)).toEqual(["", ""]);
    expect(failures.map(({ reason }) => reason.split(" ")[0])).toEqual([
      "clientSecret",
      "redirectUrls[1]",
    ]);
    expect(JSON.stringify(failures)).not.toContain("canary-value");
  });

  test("lets what the engine does not know yet pass", async () => {
    const { provider } = await configured();
    const { inputs, failures } = await provider.check(
      {},
      {
        ...INPUTS,
        clientName: UNKNOWN,
        redirectUrls: [UNKNOWN],
        accessTokenExpiryMinutes: UNKNOWN,
      },
    );
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ clientName: UNKNOWN, redirectUrls: [UNKNOWN] });
  });

  test("tells a configuration problem once in full, then briefly", async () => {
    const { provider } = newProvider();
    await provider.configure(configOf({ secret: "secret with canary" }));
    const reasons: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { failures } = await provider.check({}, { ...INPUTS, clientName: 5 });
      expect(failures).toHaveLength(2);
      expect(failures[1]?.reason).toMatch(/^clientName /);
      reasons.push(failures[0]?.reason ?? "");
    }
    expect(reasons[0]).toContain("STYTCH_PROJECT_ID");
    expect(reasons[0]).toContain("STYTCH_SECRET");
    expect(reasons[1]).not.toContain("STYTCH_PROJECT_ID");
    expect(reasons[2]).toBe(reasons[1]);
    for (const reason of reasons) expect(reason).toMatch(/^\[ERR_STYTCH_SETTINGS\] /);
    expect(reasons.join()).not.toContain("canary");
  });

  test("tells it in full once also when checks run side by side", async () => {
    const { provider } = newProvider();
    const checks = Array.from({ length: 5 }, () => provider.check({}, INPUTS));
    await provider.configure(configOf({}));
    const reasons = (await Promise.all(checks)).map(({ failures }) => failures[0]?.reason ?? "");
    expect(reasons.filter((reason) => reason.includes("STYTCH_PROJECT_ID"))).toHaveLength(1);
  });
});

describe("diff", () => {
  test.each([
    [{}, { changes: false, replaces: [] }],
    [{ __provider: "another text" }, { changes: false, replaces: [] }],
    [{ clientName: "other" }, { changes: true, replaces: [] }],
    [{ clientName: UNKNOWN }, { changes: true, replaces: [] }],
    [{ redirectUrls: [UNKNOWN] }, { changes: true, replaces: [] }],
    [{ clientType: "third_party" }, { changes: true, replaces: ["clientType"] }],
    [{ clientType: UNKNOWN }, { changes: true, replaces: ["clientType"] }],
  ])("%j gives %j, and calls no one", async (change, expected) => {
    const { rig, provider } = await configured();
    const { outs } = await provider.create(INPUTS);
    const olds = { ...outs, __provider: PROVIDER_TEXT };
    await rig.setFaults();
    expect(await provider.diff("id", olds, { ...INPUTS, ...change })).toEqual(expected);
    expect((await rig.stats()).total).toBe(0);
  });
});

describe("a stack that is pointed to another project", () => {
  const OTHER = "project-test-00000000-0000-4000-8000-00000000ffff";

  async function moved(projectId: string) {
    const { rig, provider: former } = await configured();
    const { id, outs } = await former.create(INPUTS);
    const { provider } = newProvider();
    await provider.configure(configOf({ ...rig.settings, projectId }));
    await rig.setFaults();
    return { rig, provider, id, olds: { ...outs, __provider: PROVIDER_TEXT } };
  }

  test("is refused by diff, which calls no one, with the way back and the way on", async () => {
    const { rig, provider, id, olds } = await moved(OTHER);
    const error = await failureOf(provider.diff(id, olds, INPUTS));
    expect(error.message).toMatch(/^\[ERR_STYTCH_SETTINGS\] connected-app-test-/);
    const told = [rig.settings.projectId, OTHER, "Restore stytch:projectId", "pulumi state delete"];
    for (const text of told) expect(error.message).toContain(text);
    expect((await rig.stats()).total).toBe(0);
  });

  test("is told by the kind of the id where an older state does not name the project", async () => {
    const live = await moved(OTHER.replace("test", "live"));
    const older = { ...live.olds, projectId: undefined };
    expect(await failureOf(live.provider.diff(live.id, older, INPUTS))).toMatchObject({
      name: "ERR_STYTCH_SETTINGS",
    });
    const test = await moved(OTHER);
    expect(await test.provider.diff(test.id, older, INPUTS)).toEqual({
      changes: false,
      replaces: [],
    });
  });
});

test("a client lives its life", async () => {
  const { rig, provider } = await configured();
  const { id, outs } = await provider.create(INPUTS);
  expect(outs).toMatchObject({ clientName: "name", clientSecret: expect.any(String) });
  expect(outs).not.toHaveProperty("__provider");
  expect(outs).not.toHaveProperty("clientId");

  const olds = { ...outs, __provider: PROVIDER_TEXT };
  const updated = await provider.update(id, olds, { ...INPUTS, clientName: "other" });
  expect(updated.outs).toEqual({ ...outs, clientName: "other" });

  const known = { ...updated.outs, __provider: PROVIDER_TEXT };
  expect(await provider.read(id, known)).toEqual({ id, props: updated.outs });

  await rig.api.updateConnectedApp(id, { clientName: "drifted" });
  const { __provider: _, ...inputs } = { ...INPUTS, clientName: "drifted" };
  const props = { ...updated.outs, clientName: "drifted" };
  expect(await provider.read(id, known)).toEqual({ id, props, inputs });

  await provider.delete(id, olds);
  expect(await provider.read(id, olds)).toEqual({});
  await provider.delete(id, olds);
  expect(await rig.clients()).toEqual([]);
});

test("errors of every operation reach the engine without secrets or frames", async () => {
  const { rig, provider } = await configured();
  const { id, outs } = await provider.create(INPUTS);
  const olds = { ...outs, __provider: PROVIDER_TEXT };
  const clientSecret = String(Object.entries(outs).find(([name]) => name === "clientSecret")?.[1]);
  await rig.setFaults({ times: "always", status: 400 });
  for (const call of [
    () => provider.create(INPUTS),
    () => provider.read(id, olds),
    () => provider.update(id, olds, { ...INPUTS, clientName: "other" }),
    () => provider.delete(id, olds),
  ]) {
    const error = await failureOf(call());
    expect(error.message).toMatch(/^\[ERR_STYTCH_API\] /);
    expect(`${error}: ${error.stack}`).not.toMatch(/\bat .*:\d+/);
    const { projectId, secret } = rig.settings;
    expectHidden(error, secret, basicToken(projectId, secret), clientSecret);
  }
});

test("a client whose create has a response that lacks something is kept as not finished", async () => {
  const server = await serveHttp((_n, response) =>
    json(response, 200, {
      connected_app: { client_id: "connected-app-test-1", client_secret: "canary-client-secret" },
    }),
  );
  const { provider } = newProvider();
  await provider.configure(configOf(server.settings));
  const error = await failureOf(provider.create(INPUTS));
  expect(error).toMatchObject({ id: "connected-app-test-1", reasons: [expect.any(String)] });
  expect("properties" in error && error.properties).toMatchObject({
    __provider: PROVIDER_TEXT,
    clientType: "first_party",
    clientName: "name",
    clientSecret: "canary-client-secret",
  });
  expectHidden(error, "canary-client-secret");
});
