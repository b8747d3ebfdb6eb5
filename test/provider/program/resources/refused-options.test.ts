import type { CustomResourceOptions } from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { ProgramError } from "../../../../provider/src/program/program-error.ts";
import { ConnectedApp } from "../../../../provider/src/program/resources/connected-app.ts";
import { OrganizationConnectedApps } from "../../../../provider/src/program/resources/organization-connected-apps.ts";
import { mockEngine, resolved } from "./_mocks.ts";

const CLASSES = {
  ConnectedApp: (options: CustomResourceOptions) =>
    new ConnectedApp("web", { clientType: "first_party" }, options),
  OrganizationConnectedApps: (options: CustomResourceOptions) =>
    new OrganizationConnectedApps("web", { organizationId: "acme" }, options),
};

describe.each(Object.entries(CLASSES))("%s", (_name, make) => {
  test.each<[string, CustomResourceOptions]>([
    ["import", { import: "connected-app-test-1" }],
    ["replaceOnChanges", { replaceOnChanges: ["redirectUrls"] }],
    ["replaceOnChanges", { replaceOnChanges: ["*"] }],
  ])("refuses the option %s before anything is registered", async (option, options) => {
    const registered = await mockEngine();
    expect(() => make(options)).toThrow(ProgramError);
    expect(() => make(options)).toThrow(`[ERR_STYTCH_OPTIONS] web: the option ${option} `);
    expect(registered).toEqual([]);
  });

  test.each<[CustomResourceOptions]>([
    [{ import: undefined as unknown as string }],
    [{ import: "" }],
    [{ replaceOnChanges: [] }],
    [{ protect: true, retainOnDelete: true, deleteBeforeReplace: true, ignoreChanges: ["*"] }],
  ])("accepts %j", async (options) => {
    const registered = await mockEngine();
    await resolved(make(options).urn);
    expect(registered).toHaveLength(1);
  });
});

test("both options are named at once, each with what to do instead", () => {
  const make = () => CLASSES.ConnectedApp({ import: "id", replaceOnChanges: ["clientName"] });
  expect(make).toThrow(/import .*adoptClientId.*replaceOnChanges .*secretVersion/);
});
