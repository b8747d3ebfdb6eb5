import { expect, test } from "vitest";
import { UNKNOWN } from "../../provider/src/service/index.ts";
import { startOrganizationRig } from "../provider/_organization.ts";
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
