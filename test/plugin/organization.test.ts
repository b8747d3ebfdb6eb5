import { expect, test } from "vitest";
import { UNKNOWN } from "../../provider/src/service/index.ts";
import { GET_ORGANIZATION, startOrganizationRig } from "../provider/_organization.ts";
import { configured } from "./_made.ts";
import { ORGANIZATION, startPlugin, valuesOf } from "./_plugin.ts";

test("an organization's setting has no name of its own, is previewed, and keeps what the program gave", async () => {
  const { rig, plugin } = await configured();
  const checked = await plugin.check(ORGANIZATION, { organizationId: "acme" });
  expect(valuesOf(checked.getInputs())).toEqual({ organizationId: "acme" });
  const inputs = { organizationId: "acme", firstPartyConnectedAppsAllowedType: "NOT_ALLOWED" };
  const preview = await plugin.create(ORGANIZATION, inputs, true);
  expect(valuesOf(preview.getProperties())).toEqual({
    organizationId: "acme",
    resolvedOrganizationId: UNKNOWN,
    projectId: rig.settings.projectId,
    firstPartyConnectedAppsAllowedType: "NOT_ALLOWED",
    allowedFirstPartyConnectedApps: [],
    thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
    allowedThirdPartyConnectedApps: [],
    requestedFields: null,
  });
});

test("an import of an organization's setting by its slug is what a create by it gives", async () => {
  const rig = await startOrganizationRig();
  const plugin = await startPlugin();
  await plugin.configure(rig.settings);
  const created = await plugin.create(ORGANIZATION, { organizationId: "acme" });
  const read = await plugin.read(ORGANIZATION, "acme", {});
  expect(read.getId()).toBe(created.getId());
  expect(valuesOf(read.getProperties())).toEqual(valuesOf(created.getProperties()));
  expect(valuesOf(read.getInputs())).toEqual({ organizationId: "acme" });
});

test("another name of an imported organization replaces nothing, and is asked for once", async () => {
  const rig = await startOrganizationRig();
  const plugin = await startPlugin();
  await plugin.configure(rig.settings);
  const read = await plugin.read(ORGANIZATION, rig.organizationId, {});
  const state = valuesOf(read.getProperties());
  for (const organizationId of ["acme", "external|acme"]) {
    await rig.setFaults();
    const diff = await plugin.diff(ORGANIZATION, read.getId(), state, { organizationId });
    expect(diff.getDiffsList()).toEqual(["organizationId"]);
    expect(diff.getReplacesList()).toEqual([]);
    expect((await rig.stats()).requests).toEqual({ [GET_ORGANIZATION]: 1 });
  }
});

test("another organization, and one that the project does not have, replace", async () => {
  const rig = await startOrganizationRig();
  const plugin = await startPlugin();
  await plugin.configure(rig.settings);
  await rig.addOrganization("globex");
  const created = await plugin.create(ORGANIZATION, { organizationId: "acme" });
  const state = valuesOf(created.getProperties());
  for (const organizationId of ["globex", "initech"]) {
    const diff = await plugin.diff(ORGANIZATION, created.getId(), state, { organizationId });
    expect(diff.getReplacesList()).toEqual(["organizationId"]);
  }
  expect(plugin.lines).toEqual([]);
});

test("an organization replaces, with a note, where Stytch does not say whether it is the same", async () => {
  const rig = await startOrganizationRig();
  const plugin = await startPlugin();
  await plugin.configure({ ...rig.settings, secret: "secret-test-wrong-00000000" });
  const state = { organizationId: "acme", resolvedOrganizationId: rig.organizationId };
  const news = { organizationId: "external|acme" };
  const diff = await plugin.diff(ORGANIZATION, rig.organizationId, state, news);
  expect(diff.getReplacesList()).toEqual(["organizationId"]);
  expect(plugin.lines).toEqual([
    expect.objectContaining({
      severity: "info",
      line: expect.stringMatching(
        /^is replaced, since Stytch did not say whether organizationId names the same: .*unauthorized_credentials/,
      ),
    }),
  ]);
});
