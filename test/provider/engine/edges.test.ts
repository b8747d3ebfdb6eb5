import { describe, expect, test } from "vitest";
import { connectedAppLifecycle } from "../../../provider/src/connected-app/index.ts";
import { dynamicProvider } from "../../../provider/src/engine/dynamic-provider.ts";
import { organizationConnectedAppsLifecycle } from "../../../provider/src/organization-connected-apps/index.ts";
import { createProjectConnection } from "../../../provider/src/service/project-connection.ts";
import { type Rig, startRig } from "../_emulator.ts";
import { startOrganizationRig } from "../_organization.ts";
import { failureOf } from "../_secrets.ts";
import { AS_GIVEN, formingServer } from "../connected-app/_forming-server.ts";
import { configOf, INPUTS, newProvider, PROVIDER_TEXT } from "./_provider.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const reasonsOf = (outcome: { failures: { reason: string }[] }) =>
  outcome.failures.map(({ reason }) => reason).join();

async function processOf(rig: Rig, config: Record<string, string> = {}) {
  const { provider, lines } = newProvider();
  await provider.configure(configOf(rig.settings, config));
  return { provider, lines };
}

describe("what the program asked for where the server holds another form of it", () => {
  const FORMS = { ...AS_GIVEN, redirectUrls: "WHATWG", clientDescription: "trimmed" };
  const WRITTEN = { ...INPUTS, redirectUrls: ["https://a.example"], clientDescription: " x " };
  const ASKED = { redirectUrls: ["https://a.example"], clientDescription: " x " };
  const SECRET = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    value: ASKED,
  };

  function processOn(forms: typeof AS_GIVEN) {
    const server = formingServer(forms);
    const connection = createProjectConnection({ STYTCH_READ_LAG_SECONDS: "0" }, () => {});
    connection.configure(
      configOf({
        projectId: "project-test-00000000-0000-4000-8000-000000000001",
        secret: "secret-test",
      }).config.get,
    );
    const lines: string[] = [];
    const provider = dynamicProvider(
      connectedAppLifecycle,
      { ...connection, api: async () => server.api },
      (line) => lines.push(line),
    );
    return { server, provider, lines };
  }

  test("is a secret for the engine, of a create, an update and a read", async () => {
    const { server, provider } = processOn(FORMS);
    const inputs = { ...WRITTEN, clientType: "first_party_public" };
    const { id, outs } = await provider.create(inputs);
    expect(outs).toMatchObject({ requestedFields: SECRET, redirectUrls: ["https://a.example/"] });
    const olds = { ...outs, requestedFields: ASKED, __provider: PROVIDER_TEXT };
    const updated = await provider.update(id, olds, { ...inputs, clientName: "other" });
    expect(updated.outs).toMatchObject({ requestedFields: SECRET, clientName: "other" });
    server.edit(id, { clientName: "foreign" });
    expect((await provider.read(id, olds)).props).toMatchObject({ requestedFields: SECRET });
  });

  test("is not there where there is nothing of it", async () => {
    const { provider } = processOn(AS_GIVEN);
    const { outs } = await provider.create({ ...WRITTEN, clientType: "first_party_public" });
    expect(outs).not.toHaveProperty("requestedFields");
  });

  test("gets a line where it is another value", async () => {
    const { provider, lines } = processOn({ ...AS_GIVEN, accessTokenExpiryMinutes: "at most 60" });
    const inputs = { ...WRITTEN, clientType: "first_party_public" };
    const { id } = await provider.create({ ...inputs, accessTokenExpiryMinutes: 1440 });
    expect(lines).toEqual([
      `Stytch: ${id}: Stytch accepted the request but holds different values for accessTokenExpiryMinutes; the outputs show them.`,
    ]);
  });
});

describe("the log", () => {
  test("has what a create has adopted, and what an update left to others", async () => {
    const rig = await startRig();
    const { clientId } = await rig.api.createConnectedApp({ clientType: "first_party" });
    const { provider, lines } = await processOf(rig);
    const adopting = { ...INPUTS, adoptClientId: clientId };
    const { outs } = await provider.create(adopting);
    expect(lines.splice(0)).toEqual([
      `Stytch: ${clientId} adopted: changed clientName, redirectUrls.`,
    ]);
    await rig.api.updateConnectedApp(clientId, { logoUrl: "https://a.example/x.png" });
    const olds = { ...outs, __provider: PROVIDER_TEXT };
    await provider.update(clientId, olds, { ...adopting, clientName: "other" });
    expect(lines).toEqual([expect.stringContaining("someone else changed logoUrl")]);
  });

  test("says that a client whose id is not known yet is adopted, without a call", async () => {
    const rig = await startRig();
    const { provider, lines } = await processOf(rig, { "stytch:readAtPreview": "true" });
    await rig.setFaults();
    expect(reasonsOf(await provider.check({}, { ...INPUTS, adoptClientId: UNKNOWN }))).toBe("");
    expect(lines).toEqual([
      expect.stringContaining("a client whose id is known only during the update"),
    ]);
    expect((await rig.stats()).total).toBe(0);
  });
});

describe("the claim of a client", () => {
  test("is not registered for a resource whose inputs are refused", async () => {
    const rig = await startRig();
    const { clientId } = await rig.api.createConnectedApp({ clientType: "first_party" });
    const { provider } = await processOf(rig);
    const adopting = { ...INPUTS, adoptClientId: clientId };
    expect(reasonsOf(await provider.check({}, { ...adopting, logoUrl: "no URL" }))).not.toBe("");
    expect(reasonsOf(await provider.check({}, adopting))).toBe("");
  });

  test("stays with its holder when another create is refused, however often", async () => {
    const rig = await startRig();
    const { clientId } = await rig.api.createConnectedApp({ clientType: "first_party" });
    const { provider } = await processOf(rig);
    const adopting = { ...INPUTS, adoptClientId: clientId };
    await provider.create(adopting);
    for (const _ of [1, 2]) {
      expect(await failureOf(provider.create(adopting))).toMatchObject({
        name: "ERR_STYTCH_ADOPTION",
      });
    }
  });

  test("is not given up by a resource that once adopted the client and stays", async () => {
    const rig = await startRig();
    const { clientId } = await rig.api.createConnectedApp({ clientType: "first_party" });
    const adopting = { ...INPUTS, adoptClientId: clientId };
    const { outs } = await (await processOf(rig)).provider.create(adopting);
    const { provider } = await processOf(rig);
    await provider.diff(clientId, { ...outs, __provider: PROVIDER_TEXT }, adopting);
    expect(reasonsOf(await provider.check({}, adopting))).toContain("would overwrite each other");
  });
});

test("a diff says what differs even where the settings are wrong, which the check says", async () => {
  const rig = await startRig();
  const { outs, id } = await (await processOf(rig)).provider.create(INPUTS);
  const { provider } = newProvider();
  await provider.configure(configOf({ projectId: "wrong", secret: "wrong" }));
  const olds = { ...outs, __provider: PROVIDER_TEXT };
  expect(await provider.diff(id, olds, { ...INPUTS, clientName: "other" })).toEqual({
    changes: true,
    replaces: [],
  });
});

describe("the settings of an organization", () => {
  const SETTING = { firstPartyConnectedAppsAllowedType: "NOT_ALLOWED", __provider: PROVIDER_TEXT };

  async function processOfOrganizations(rig: Rig) {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const connection = createProjectConnection({}, print);
    const provider = dynamicProvider(organizationConnectedAppsLifecycle, connection, print);
    await provider.configure(configOf(rig.settings));
    return { provider, lines };
  }

  test("are adopted without a word, once in a program", async () => {
    const rig = await startOrganizationRig();
    const { provider, lines } = await processOfOrganizations(rig);
    const inputs = { ...SETTING, organizationId: rig.organizationId };
    expect(reasonsOf(await provider.check({}, inputs))).toBe("");
    expect(lines).toEqual([]);
    expect(reasonsOf(await provider.check({}, inputs))).toContain("would overwrite each other");
  });

  test("move to another organization, and are reset where they were", async () => {
    const rig = await startOrganizationRig();
    const inputs = { ...SETTING, organizationId: rig.organizationId };
    const { id, outs } = await (await processOfOrganizations(rig)).provider.create(inputs);
    const { provider } = await processOfOrganizations(rig);
    const olds = { ...outs, __provider: PROVIDER_TEXT };
    const moved = { ...inputs, organizationId: await rig.addOrganization("globex") };
    expect(await provider.diff(id, olds, moved)).toEqual({
      changes: true,
      replaces: ["organizationId"],
    });
    await provider.delete(id, olds);
    expect((await rig.held()).first_party_connected_apps_allowed_type).toBe("ALL_ALLOWED");
  });
});
