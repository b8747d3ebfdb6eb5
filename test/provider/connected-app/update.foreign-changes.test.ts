import { describe, expect, test } from "vitest";
import { connectedAppLifecycle as lifecycle } from "../../../provider/src/connected-app/index.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import { FIELD_NAMES, SERVER_DEFAULTS } from "../../../provider/src/stytch/connected-app-fields.ts";
import { GET, PUT, type Rig, startRig } from "../_emulator.ts";
import { appsOf } from "../_operations.ts";
import { failureOf } from "../_secrets.ts";

const MINE = "https://mine.example/cb";
const FOREIGN = "https://foreign.example/cb";

const INPUTS: ConnectedAppInputs = {
  clientType: "first_party",
  clientName: "mine",
  clientDescription: "mine",
  redirectUrls: [MINE],
  postLogoutRedirectUrls: [MINE],
  accessTokenExpiryMinutes: 15,
};
/** What someone else writes, all of which differs from INPUTS. */
const OTHERS = {
  clientName: "theirs",
  clientDescription: "theirs",
  redirectUrls: [MINE, FOREIGN],
  postLogoutRedirectUrls: [FOREIGN],
  fullAccessAllowed: true,
  bypassConsentForOfflineAccess: true,
  accessTokenExpiryMinutes: 30,
  accessTokenCustomAudience: "theirs",
  accessTokenTemplateContent: '{"theirs":1}',
  idTokenTemplateContent: '{"theirs":2}',
  logoUrl: "https://foreign.example/logo.png",
};

const known = () => false;

/** A client of which others changed every field since, without a refresh. */
async function changedElsewhere(updateSemantics: "merge" | "replace" = "merge") {
  const rig = await startRig({ updateSemantics });
  const { id, outputs } = await appsOf(rig.api).create(INPUTS);
  await rig.api.updateConnectedApp(id, OTHERS);
  await rig.setFaults();
  return { rig, id, outputs };
}

async function held(rig: Rig) {
  const [app, ...others] = await rig.clients();
  expect(others).toEqual([]);
  return app as NonNullable<typeof app>;
}

describe.each(["merge", "replace"] as const)("on a server that %ss, an update", (semantics) => {
  test.each(FIELD_NAMES)("of %s leaves every other field as others wrote it", async (name) => {
    const { rig, id, outputs } = await changedElsewhere(semantics);
    const isList = Array.isArray(SERVER_DEFAULTS[name]);
    const value = {
      accessTokenExpiryMinutes: 20,
      fullAccessAllowed: true,
      bypassConsentForOfflineAccess: true,
      accessTokenTemplateContent: '{"mine":1}',
      idTokenTemplateContent: '{"mine":2}',
      logoUrl: "https://mine.example/logo.png",
    };
    const changed = { [name]: isList ? ["https://new.example"] : "new", ...pick(value, name) };
    const inputs = { ...INPUTS, ...changed };
    const updated = await appsOf(rig.api).update(id, outputs, inputs);
    expect((await rig.stats()).requests).toEqual({ [GET]: 1, [PUT]: 1 });
    expect(await held(rig)).toMatchObject({ ...OTHERS, ...changed });
    // What was left is remembered as it was, so that no later run takes it for a change of the program.
    expect(updated.outputs).toEqual({ ...outputs, ...changed });
    expect(lifecycle.diff(updated.outputs, inputs, known).changes).toEqual([]);
  });
});

function pick(values: Record<string, unknown>, name: string): Record<string, unknown> {
  return name in values ? { [name]: values[name] } : {};
}

test("an update names the fields that others changed, without their values", async () => {
  const { rig, id, outputs } = await changedElsewhere();
  const inputs = { ...INPUTS, clientName: "new" };
  const { notes } = await appsOf(rig.api).update(id, outputs, inputs);
  expect(notes).toHaveLength(1);
  expect(notes?.[0]).toContain(id);
  expect(notes?.[0]).toContain("redirectUrls");
  expect(notes?.[0]).toContain("pulumi refresh");
  expect(notes?.[0]).not.toContain("clientName");
  expect(notes?.join()).not.toMatch(/theirs|foreign/);
});

test("an update of a client that no one else changed says nothing", async () => {
  const rig = await startRig();
  const { id, outputs } = await appsOf(rig.api).create(INPUTS);
  const updated = await appsOf(rig.api).update(id, outputs, { ...INPUTS, clientName: "new" });
  expect(updated).not.toHaveProperty("notes");
});

test("a rotation remembers the fields as they were, and writes none", async () => {
  const { rig, id, outputs } = await changedElsewhere();
  const inputs = { ...INPUTS, nextSecretVersion: "2" };
  const { outputs: rotated } = await appsOf(rig.api).update(id, outputs, inputs);
  expect(rotated).toMatchObject({ ...INPUTS, nextSecretVersion: "2" });
  expect(lifecycle.diff(rotated, inputs, known).changes).toEqual([]);
  expect(await held(rig)).toMatchObject(OTHERS);
});

test("a refresh afterwards finds what others changed, and the update repairs exactly that", async () => {
  const rig = await startRig();
  const { id, outputs } = await appsOf(rig.api).create(INPUTS);
  await rig.api.updateConnectedApp(id, { redirectUrls: [MINE, FOREIGN] });
  const inputs = { ...INPUTS, accessTokenExpiryMinutes: 20 };
  const updated = await appsOf(rig.api).update(id, outputs, inputs);
  const read = await appsOf(rig.api).read(id, updated.outputs);
  expect(read?.inputs).toEqual({ ...inputs, redirectUrls: [MINE, FOREIGN] });
  const drifted = read?.outputs as ConnectedAppOutputs;
  expect(lifecycle.diff(drifted, inputs, known).changes).toEqual(["redirectUrls"]);
  const repaired = await appsOf(rig.api).update(id, drifted, inputs);
  expect(repaired).toEqual({ outputs: updated.outputs });
  expect(await held(rig)).toMatchObject(inputs);
});

test("after a refresh, an ignored field is what the refresh found and stays that", async () => {
  const { rig, id, outputs } = await changedElsewhere();
  const read = await appsOf(rig.api).read(id, outputs);
  // The engine takes an ignored input from the inputs that the refresh stored.
  const redirectUrls = read?.inputs.redirectUrls as string[];
  const inputs = { ...INPUTS, redirectUrls, accessTokenExpiryMinutes: 20 };
  const drifted = read?.outputs as ConnectedAppOutputs;
  expect(lifecycle.diff(drifted, inputs, known).changes).not.toContain("redirectUrls");
  await appsOf(rig.api).update(id, drifted, inputs);
  expect(await held(rig)).toMatchObject({ ...INPUTS, ...inputs, redirectUrls: [MINE, FOREIGN] });
});

test("a field that an older state lacks stays as the server holds it, and makes no difference", async () => {
  const { rig, id, outputs } = await changedElsewhere();
  const { logoUrl: _, ...older } = outputs;
  const inputs = { ...INPUTS, clientName: "new" };
  const state = older as ConnectedAppOutputs;
  const { outputs: updated } = await appsOf(rig.api).update(id, state, inputs);
  expect(await held(rig)).toMatchObject({ ...OTHERS, clientName: "new" });
  expect(updated.logoUrl).toBe("");
});

test("a create that was not finished has every field written by the next update", async () => {
  const { rig, id, outputs } = await changedElsewhere();
  await appsOf(rig.api).update(id, { ...outputs, status: "" }, INPUTS);
  expect(await held(rig)).toMatchObject({ ...SERVER_DEFAULTS, ...INPUTS });
});

test.each([
  ["fails", { status: 500 }, { code: "ERR_STYTCH_API", status: 500 }],
  ["says 404", { status: 404 }, { code: "ERR_STYTCH_API", status: 404 }],
  ["is malformed", { body: "malformed" }, { code: "ERR_STYTCH_RESPONSE" }],
])("nothing is written where the read before it %s", async (_title, effect, code) => {
  const { rig, id, outputs } = await changedElsewhere();
  await rig.setFaults({ route: GET, times: "always", ...effect });
  const inputs = { ...INPUTS, clientName: "new" };
  expect(await failureOf(appsOf(rig.api).update(id, outputs, inputs))).toMatchObject(code);
  expect((await rig.stats()).requests).toEqual({ [GET]: 1 });
});

test("what others write between the read and the write is lost, and the state does not claim it", async () => {
  const { rig, id, outputs } = await changedElsewhere();
  const late: StytchApi = {
    ...rig.api,
    getConnectedApp: async (...call) => {
      const app = await rig.api.getConnectedApp(...call);
      await rig.api.updateConnectedApp(id, { logoUrl: "https://late.example/logo.png" });
      return app;
    },
  };
  const inputs = { ...INPUTS, clientName: "new" };
  const updated = await appsOf(late).update(id, outputs, inputs);
  expect((await held(rig)).logoUrl).toBe(OTHERS.logoUrl);
  expect(updated.outputs).toEqual({ ...outputs, clientName: "new" });
});
