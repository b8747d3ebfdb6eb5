import { describe, expect, test } from "vitest";
import { connectedAppLifecycle } from "../../../provider/src/connected-app/index.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import { isUnknown, UNKNOWN } from "../../../provider/src/service/unknown.ts";
import { startRig } from "../_emulator.ts";
import { appsOf } from "../_operations.ts";

const projectId = "project-test-11111111-2222-4333-8444-555555555555";
const surroundings = { projectId, unknown: UNKNOWN, isUnknown };
const expectedOf = (inputs: ConnectedAppInputs, known?: ConnectedAppOutputs) =>
  connectedAppLifecycle.expected(inputs, known, surroundings) as Record<string, unknown>;

const INPUTS: ConnectedAppInputs = {
  clientType: "first_party",
  clientName: "web",
  redirectUrls: ["https://app.example.com/callback"],
};
const ROTATING: ConnectedAppInputs = { ...INPUTS, nextSecretVersion: "2" };

/** Names of the outputs that a preview does not know. */
const unknowns = (expected: object) =>
  Object.entries(expected).flatMap(([name, value]) => (value === UNKNOWN ? [name] : []));

const CURRENT = ["clientSecret", "clientSecretLastFour", "secretRotatedAt"];
const NEXT = ["nextClientSecret", "nextClientSecretLastFour", "secretRotationStartedAt"];

/** What is said to be known turns out so; null says that it will not be there. */
function expectTrue(expected: Record<string, unknown>, actual: object) {
  const known = Object.entries(expected).filter(([, value]) => value !== UNKNOWN);
  const held = actual as Record<string, unknown>;
  for (const [name, value] of known) expect.soft(held[name] ?? null, name).toEqual(value);
  // What is not named at all would be unknown to programs.
  expect(Object.keys(actual).filter((name) => !(name in expected))).toEqual([]);
}

async function operations() {
  const rig = await startRig({ projects: { consumer: { projectId } } });
  const apps = appsOf(rig.api);
  const create = async (inputs: ConnectedAppInputs) => {
    const { id, outputs } = await apps.create(inputs);
    return { id, outputs: { ...outputs, projectId } };
  };
  return { rig, apps, create };
}

describe("what a create will give", () => {
  test.each([
    ["a client with a secret", INPUTS, [...CURRENT, "status"]],
    ["a client without one", { ...INPUTS, clientType: "third_party_public" } as const, ["status"]],
    ["a rotation from the start", ROTATING, [...CURRENT, ...NEXT, "status"]],
    [
      "versions and protection",
      {
        ...INPUTS,
        secretVersion: "7",
        allowDestructive: "connected-app-test-1",
      },
      [...CURRENT, "status"],
    ],
  ])("is told of %s, and comes true", async (_title, inputs, unknown) => {
    const expected = expectedOf(inputs);
    expect(unknowns(expected).sort()).toEqual([...unknown].sort());
    const { create } = await operations();
    expectTrue(expected, (await create(inputs)).outputs);
  });

  test.each([
    ["a client that is taken over by id", { adoptClientId: "connected-app-test-1" }],
    ["a client that is taken over by name", { adoptByName: true }],
    ["a type that is not known yet", { clientType: UNKNOWN }],
  ])("may be a rotation that runs already: %s", (_title, more) => {
    const expected = expectedOf({ ...INPUTS, ...more } as ConnectedAppInputs);
    expect(unknowns(expected)).toEqual(expect.arrayContaining([...CURRENT, ...NEXT]));
  });

  test("is no rotation where taking over by name is switched off", () => {
    const expected = expectedOf({ ...INPUTS, adoptByName: false });
    for (const name of NEXT) expect(expected[name]).toBeNull();
  });

  test("has the defaults of what is left out, and what is not known as such", () => {
    const expected = expectedOf({ ...INPUTS, clientName: UNKNOWN });
    expect(expected).toMatchObject({
      clientName: UNKNOWN,
      accessTokenExpiryMinutes: 60,
      projectId,
    });
  });
});

describe("what an update will give", () => {
  const update = async (from: ConnectedAppInputs, to: ConnectedAppInputs) => {
    const { apps, create } = await operations();
    const { id, outputs } = await create(from);
    const expected = expectedOf(to, outputs);
    const updated = await apps.update(id, outputs, to);
    expect(updated.problem).toBeUndefined();
    expectTrue(expected, updated.outputs);
    return { expected, before: outputs };
  };

  test("is all known where fields change", async () => {
    const to = { ...INPUTS, clientName: "other", logoUrl: "https://app.example.com/logo.png" };
    const { expected, before } = await update(INPUTS, to);
    expect(unknowns(expected)).toEqual([]);
    expect(expected).toMatchObject({ ...before, clientName: "other", logoUrl: to.logoUrl });
  });

  test("has the default of a field that leaves the program", async () => {
    const { expected } = await update({ ...INPUTS, accessTokenExpiryMinutes: 5 }, INPUTS);
    expect(expected.accessTokenExpiryMinutes).toBe(60);
  });

  test.each<[string, ConnectedAppInputs, ConnectedAppInputs, string[]]>([
    ["a start", INPUTS, ROTATING, NEXT],
    ["a start anew", ROTATING, { ...INPUTS, nextSecretVersion: "3" }, NEXT],
    ["a cancelled rotation", ROTATING, INPUTS, []],
    ["a completion", ROTATING, { ...INPUTS, secretVersion: "2" }, ["secretRotatedAt"]],
    ["a hard cut", INPUTS, { ...INPUTS, secretVersion: "2" }, CURRENT],
    ["nothing", ROTATING, ROTATING, []],
  ])("of a rotation is known but for new secrets: %s", async (_title, from, to, unknown) => {
    const { expected } = await update(from, to);
    expect(unknowns(expected).sort()).toEqual([...unknown].sort());
  });

  test("moves the next secret to the place of the current one", async () => {
    const { expected, before } = await update(ROTATING, { ...INPUTS, secretVersion: "2" });
    expect(expected.clientSecret).toBe(before.nextClientSecret);
    expect(before.nextClientSecret).toHaveLength(48);
  });

  test("of a lost secret is a new one, beside the next one that the program wants", async () => {
    const { create } = await operations();
    const { outputs } = await create(INPUTS);
    const lost = { ...outputs, secretVersion: "(lost)" };
    expect(unknowns(expectedOf(ROTATING, lost)).sort()).toEqual([...CURRENT, ...NEXT].sort());
    expect(unknowns(expectedOf(INPUTS, lost)).sort()).toEqual([...CURRENT].sort());
  });

  test("has no known secret where a version is not known yet", async () => {
    const { create } = await operations();
    const { outputs } = await create(INPUTS);
    for (const name of ["secretVersion", "nextSecretVersion"] as const) {
      const expected = expectedOf({ ...INPUTS, [name]: UNKNOWN }, outputs);
      expect(unknowns(expected).sort()).toEqual([name, ...CURRENT, ...NEXT].sort());
    }
  });

  test("of a field with another form at the server is not known, and keeps the other forms", async () => {
    const { create } = await operations();
    const { outputs } = await create({ ...INPUTS, logoUrl: "https://app.example.com/" });
    const requestedFields = {
      redirectUrls: ["https://App.example.com/callback"],
      logoUrl: "https://App.example.com",
    };
    const formed = { ...outputs, requestedFields };
    const same = { ...INPUTS, ...requestedFields };
    expect(expectedOf({ ...same, clientName: "other" }, formed)).toMatchObject({
      requestedFields,
      redirectUrls: outputs.redirectUrls,
      clientName: "other",
    });
    const changed = expectedOf({ ...same, logoUrl: "https://B.example.com" }, formed);
    expect(unknowns(changed).sort()).toEqual(["logoUrl", "requestedFields"]);
    expect(changed.redirectUrls).toEqual(outputs.redirectUrls);
  });

  test("is not known where a create could be read in part only", async () => {
    const { clientType, clientName } = INPUTS;
    const salvaged = { clientType, clientName, projectId, status: "", clientSecret: "s" };
    const expected = expectedOf(INPUTS, salvaged as unknown as ConnectedAppOutputs);
    expect(expected.status).toBe(UNKNOWN);
    expect(expected).not.toHaveProperty("accessTokenExpiryMinutes");
  });

  test("has no protection that left the program", async () => {
    const guarded = { ...INPUTS, allowDestructive: "connected-app-test-1" };
    const { expected } = await update(guarded, INPUTS);
    expect(expected.allowDestructive).toBeNull();
  });
});
