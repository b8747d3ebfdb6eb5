import { describe, expect, test } from "vitest";
import { connectedAppLifecycle as lifecycle } from "../../../../provider/src/connected-app/index.ts";
import {
  type ConnectedAppInputs,
  isThirdParty,
} from "../../../../provider/src/connected-app/model.ts";
import {
  CLIENT_TYPES,
  type ClientType,
  type CreatedConnectedApp,
} from "../../../../provider/src/stytch/api.ts";
import { createStytchApi } from "../../../../provider/src/stytch/client.ts";
import { CREATE, GET, NO_PAUSE, PUT, type Rig, SEARCH, startRig } from "../../_emulator.ts";
import { appsOf } from "../../_operations.ts";
import { expectHidden, failureOf } from "../../_secrets.ts";
import { json, serveHttp } from "../../_server.ts";
import { FULL } from "../_check.ts";

const START = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate/start";
const COMPLETE = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate";

/** A project with a client of each name, made elsewhere; counting starts after them. */
async function rigWith(
  fields: Partial<ConnectedAppInputs>,
  ...names: string[]
): Promise<Rig & { made: CreatedConnectedApp[]; first: CreatedConnectedApp }> {
  const rig = await startRig();
  const made: CreatedConnectedApp[] = [];
  for (const clientName of names) {
    const { clientType = "first_party", ...others } = fields;
    made.push(await rig.api.createConnectedApp({ clientType, ...others, clientName }));
  }
  const [first] = made;
  if (!first) throw new Error("no client was made");
  await rig.setFaults();
  return { ...rig, made, first };
}

const INPUTS = { clientType: "first_party", clientName: "web" } as const;

/** Every field that a type may have, set to something else than its default. */
function fieldsOf(clientType: ClientType): Partial<ConnectedAppInputs> {
  const { fullAccessAllowed, bypassConsentForOfflineAccess, ...common } = FULL;
  const flags = { fullAccessAllowed, bypassConsentForOfflineAccess };
  return {
    ...common,
    ...(isThirdParty(clientType) ? {} : flags),
    redirectUrls: [...FULL.redirectUrls],
    postLogoutRedirectUrls: [...FULL.postLogoutRedirectUrls],
  };
}

function diff(outputs: Parameters<typeof lifecycle.diff>[0], inputs: ConnectedAppInputs) {
  return lifecycle.diff(outputs, inputs, () => false);
}

describe("a client that is as declared", () => {
  test.each(CLIENT_TYPES)("of type %s is adopted with one GET", async (clientType) => {
    const fields = fieldsOf(clientType);
    const rig = await rigWith({ ...fields, clientType }, "web");
    const inputs = { ...fields, ...INPUTS, clientType, adoptClientId: rig.first.clientId };
    const { id, outputs, problem, notes } = await appsOf(rig.api).create(inputs);
    expect((await rig.stats()).requests).toEqual({ [GET]: 1 });
    expect(id).toBe(rig.first.clientId);
    expect(problem).toBeUndefined();
    expect(notes).toEqual([`${id} adopted: it is as declared.`]);
    const held = { ...fields, clientType, clientName: "web", status: "active" };
    expect(outputs).toMatchObject(held);
    expect(diff(outputs, inputs)).toEqual({ changes: [], replaces: [] });
  });

  test("with its lists in another order, doubled, is as declared", async () => {
    const [a, b] = ["https://a.example/cb", "https://b.example/cb"];
    const rig = await rigWith({ redirectUrls: [a, b] }, "web");
    const redirectUrls = [b, a, b];
    const inputs = { ...INPUTS, redirectUrls, adoptClientId: rig.first.clientId };
    const { outputs } = await appsOf(rig.api).create(inputs);
    expect((await rig.stats()).requests).toEqual({ [GET]: 1 });
    expect(outputs.redirectUrls).toEqual(redirectUrls);
  });

  test("without a name is adopted without one", async () => {
    const rig = await rigWith({}, "");
    const inputs = { clientType: "first_party", adoptClientId: rig.first.clientId } as const;
    const { outputs } = await appsOf(rig.api).create(inputs);
    expect(outputs.clientName).toBe("");
    expect((await rig.stats()).requests).toEqual({ [GET]: 1 });
  });
});

describe("a client that is not as declared", () => {
  test("gets the declared inputs with one PUT, and the log names the fields", async () => {
    const rig = await rigWith({ redirectUrls: ["https://canary.example/cb"] }, "web");
    const inputs = { ...INPUTS, logoUrl: FULL.logoUrl, adoptClientId: rig.first.clientId };
    const { id, outputs, notes } = await appsOf(rig.api).create(inputs);
    expect((await rig.stats()).requests).toEqual({ [GET]: 1, [PUT]: 1 });
    expect(notes).toEqual([`${id} adopted: changed redirectUrls, logoUrl.`]);
    expect(outputs).toMatchObject({ redirectUrls: [], logoUrl: FULL.logoUrl });
    expect(await rig.clients()).toMatchObject([{ clientId: id, redirectUrls: [] }]);
  });

  test("whose PUT fails is not adopted, and the next run goes on", async () => {
    const rig = await rigWith({}, "web");
    const inputs = { ...INPUTS, clientName: "other", adoptClientId: rig.first.clientId };
    await rig.setFaults({ times: "always", route: PUT, status: 500 });
    expect(await failureOf(appsOf(rig.api).create(inputs))).toMatchObject({
      code: "ERR_STYTCH_API",
    });
    await rig.setFaults();
    expect((await appsOf(rig.api).create(inputs)).id).toBe(rig.first.clientId);
  });
});

describe("the secret of an adopted client", () => {
  test("is unknown, but not its ending", async () => {
    const rig = await rigWith({}, "web");
    const inputs = { ...INPUTS, adoptClientId: rig.first.clientId };
    const { outputs } = await appsOf(rig.api).create(inputs);
    expect(outputs).not.toHaveProperty("clientSecret");
    expect(outputs).not.toHaveProperty("secretRotatedAt");
    expect(outputs.clientSecretLastFour).toBe(rig.first.clientSecret.slice(-4));
  });

  test("is known after a rotation", async () => {
    const rig = await rigWith({}, "web");
    const inputs = { ...INPUTS, adoptClientId: rig.first.clientId };
    const { id, outputs } = await appsOf(rig.api).create(inputs);
    const rotated = await appsOf(rig.api).update(id, outputs, { ...inputs, secretVersion: "2" });
    expect(rotated.problem).toBeUndefined();
    const [held] = await rig.clients();
    expect(held?.clientSecretLastFour).not.toBe(rig.first.clientSecret.slice(-4));
    expect(rotated.outputs.clientSecret?.slice(-4)).toBe(held?.clientSecretLastFour);
  });

  test("is rotated with the adoption where a next version is declared, and stays valid", async () => {
    const rig = await rigWith({}, "web");
    const inputs = { ...INPUTS, adoptClientId: rig.first.clientId, nextSecretVersion: "2" };
    const { id, outputs } = await appsOf(rig.api).create(inputs);
    expect((await rig.stats()).requests).toEqual({ [GET]: 1, [START]: 1 });
    expect(outputs).not.toHaveProperty("clientSecret");
    expect(outputs.nextClientSecret).toMatch(/^.{20,}$/);
    expect(outputs.clientSecretLastFour).toBe(rig.first.clientSecret.slice(-4));

    const completed = { ...INPUTS, secretVersion: "2" };
    const { outputs: after } = await appsOf(rig.api).update(id, outputs, completed);
    expect(after.clientSecret).toBe(outputs.nextClientSecret);
    expect((await rig.stats()).requests).toMatchObject({ [COMPLETE]: 1 });
  });

  test("is left alone where no version but its own is declared", async () => {
    const rig = await rigWith({}, "web");
    const inputs = { ...INPUTS, adoptClientId: rig.first.clientId, secretVersion: "2026-11" };
    const { outputs } = await appsOf(rig.api).create(inputs);
    expect((await rig.stats()).requests).toEqual({ [GET]: 1 });
    expect(outputs.secretVersion).toBe("2026-11");
    expect(diff(outputs, inputs).changes).toEqual([]);
  });

  test("with a rotation that runs elsewhere is left alone, and the next preview is empty", async () => {
    const rig = await rigWith({}, "web");
    const { nextClientSecret } = await rig.api.startSecretRotation(rig.first.clientId);
    await rig.setFaults();
    const inputs = { ...INPUTS, adoptClientId: rig.first.clientId };
    const { id, outputs } = await appsOf(rig.api).create(inputs);
    expect((await rig.stats()).requests).toEqual({ [GET]: 1 });
    expect(outputs.nextClientSecretLastFour).toBe(nextClientSecret.slice(-4));
    expect(outputs).not.toHaveProperty("nextClientSecret");
    expect(diff(outputs, inputs)).toEqual({ changes: [], replaces: [] });
    const read = await appsOf(rig.api).read(id, outputs);
    expect(diff(read?.outputs ?? outputs, inputs).changes).toEqual([]);
  });
});

describe("what cannot be adopted", () => {
  test.each([false, true])("is a client of another type (by name: %s)", async (adoptByName) => {
    const rig = await rigWith({ clientType: "third_party" }, "web");
    const { clientId } = rig.first;
    const which = adoptByName ? { adoptByName } : { adoptClientId: clientId };
    const error = await failureOf(appsOf(rig.api).create({ ...INPUTS, logoUrl: "x", ...which }));
    expect(error).toMatchObject({ code: "ERR_STYTCH_ADOPTION", name: "AdoptionError" });
    for (const told of [clientId, "of type third_party,", "declares first_party."]) {
      expect(error.message).toContain(told);
    }
    expect((await rig.stats()).requests).toEqual({ [adoptByName ? SEARCH : GET]: 1 });
  });

  test("is a client that the project does not have", async () => {
    const rig = await rigWith({}, "web");
    const adoptClientId = "connected-app-test-11111111-2222-4333-8444-555555555555";
    const error = await failureOf(appsOf(rig.api).create({ ...INPUTS, adoptClientId }));
    expect(error).toMatchObject({
      code: "ERR_STYTCH_ADOPTION",
      cause: { errorType: "connected_app_not_found" },
    });
    expect(error.message).toContain(`${rig.settings.projectId} has no client ${adoptClientId}`);
    expect((await rig.stats()).requests).toEqual({ [GET]: 1 });
  });

  test("is not said of a client because of any 404", async () => {
    const server = await serveHttp((_n, response) =>
      json(response, 404, { error_type: "route_not_found", error_message: "no" }),
    );
    const api = createStytchApi(server.settings, NO_PAUSE);
    const creating = appsOf(api).create({ ...INPUTS, adoptClientId: "x" });
    expect(await failureOf(creating)).toMatchObject({ code: "ERR_STYTCH_API", status: 404 });
  });
});

describe("adoptByName", () => {
  const BY_NAME = { ...INPUTS, adoptByName: true };

  test("adopts the one client of exactly that name", async () => {
    const rig = await rigWith({}, "Web", "web ", "web");
    const { id, notes } = await appsOf(rig.api).create(BY_NAME);
    expect(id).toBe(rig.made[2]?.clientId);
    expect(notes).toEqual([`${id} adopted: it is as declared.`]);
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1 });
  });

  test("applies the declared inputs", async () => {
    const rig = await rigWith({}, "web");
    const inputs = { ...BY_NAME, accessTokenExpiryMinutes: 15 };
    const { outputs, notes } = await appsOf(rig.api).create(inputs);
    expect(outputs.accessTokenExpiryMinutes).toBe(15);
    expect(notes?.[0]).toContain("changed accessTokenExpiryMinutes.");
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [PUT]: 1 });
  });

  test("is refused where two clients have the name, with their ids, and changes nothing", async () => {
    const rig = await rigWith({}, "web", "only", "web");
    const error = await failureOf(appsOf(rig.api).create({ ...BY_NAME, logoUrl: "x" }));
    expect(error).toMatchObject({ code: "ERR_STYTCH_ADOPTION" });
    const [first, other, second] = rig.made.map(({ clientId }) => clientId);
    expect(error.message).toContain([first, second].sort().join(", "));
    expect(error.message).not.toContain(other);
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1 });
  });

  test("is refused where many have the name, with the first ids only", async () => {
    const rig = await rigWith({}, ...Array.from({ length: 12 }, () => "web"));
    const { message } = await failureOf(appsOf(rig.api).create(BY_NAME));
    expect(message).toContain("12 clients");
    expect(message.match(/connected-app-test-/g)).toHaveLength(10);
    expect(message).toContain("and 2 more");
  });

  test("is refused where no client has the name, without the name, and creates none", async () => {
    const rig = await rigWith({}, "other");
    const inputs = { ...BY_NAME, clientName: "canary-name" };
    const error = await failureOf(appsOf(rig.api).create(inputs));
    expect(error).toMatchObject({ code: "ERR_STYTCH_ADOPTION" });
    expectHidden(error, "canary-name");
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1 });
  });

  test("that is false creates a client", async () => {
    const rig = await rigWith({}, "web");
    const { id } = await appsOf(rig.api).create({ ...INPUTS, adoptByName: false });
    expect(id).not.toBe(rig.first.clientId);
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [CREATE]: 1 });
  });
});

test("what says which client to adopt has no effect later", async () => {
  const rig = await rigWith({}, "web");
  const { outputs } = await appsOf(rig.api).create(INPUTS);
  for (const which of [{ adoptClientId: rig.first.clientId }, { adoptByName: true }]) {
    expect(diff(outputs, { ...INPUTS, ...which })).toEqual({ changes: [], replaces: [] });
  }
});
