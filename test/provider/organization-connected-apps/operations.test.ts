import { describe, expect, test } from "vitest";
import type { OrganizationConnectedAppsOutputs } from "../../../provider/src/organization-connected-apps/model.ts";
import { createStytchApi } from "../../../provider/src/stytch/client.ts";
import { startRig } from "../_emulator.ts";
import { settingsOf } from "../_operations.ts";
import {
  CLIENT_A,
  CLIENT_B,
  CLIENT_C,
  PUT_ORGANIZATION,
  settingOf,
  startOrganizationRig,
  WIRE_DEFAULTS,
} from "../_organization.ts";
import { failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";

const FIELDS = {
  firstPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedFirstPartyConnectedApps: [CLIENT_B, CLIENT_A],
  thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
};
const WIRE = {
  first_party_connected_apps_allowed_type: "RESTRICTED",
  allowed_first_party_connected_apps: [CLIENT_B, CLIENT_A],
  third_party_connected_apps_allowed_type: "NOT_ALLOWED",
  allowed_third_party_connected_apps: [],
};

/** An organization with its resource, which an earlier process has created. */
async function created(organizationId = "acme") {
  const rig = await startOrganizationRig();
  const untouched = await rig.held();
  const { id, outputs, problem } = await settingsOf(rig.connect()).create({
    organizationId,
    ...FIELDS,
  });
  expect(problem).toBeUndefined();
  return { rig, untouched, id, outputs };
}

describe("create", () => {
  test("sets the four fields by one PUT, and touches nothing else", async () => {
    const { rig, untouched, id, outputs } = await created();
    expect((await rig.stats()).requests).toMatchObject({ [PUT_ORGANIZATION]: 1 });
    expect(id).toBe(rig.organizationId);
    expect(outputs).toEqual({
      ...FIELDS,
      allowedThirdPartyConnectedApps: [],
      organizationId: "acme",
      resolvedOrganizationId: rig.organizationId,
      projectId: rig.settings.projectId,
    });
    expect(await rig.held()).toEqual({
      ...untouched,
      ...WIRE,
      updated_at: expect.any(String),
    });
  });

  test.each(["acme", "external|acme"])("%s is resolved to the organization's id", async (name) => {
    const { rig, id, outputs } = await created(name);
    expect(id).toBe(rig.organizationId);
    expect(outputs).toMatchObject({ organizationId: name, resolvedOrganizationId: id });
    expect(settingOf(await rig.held())).toEqual(WIRE);
  });

  test("adopts what someone else had set", async () => {
    const rig = await startOrganizationRig();
    await rig.change({ third_party_connected_apps_allowed_type: "RESTRICTED" });
    await rig.change({ allowed_third_party_connected_apps: [CLIENT_A] });
    await settingsOf(rig.api).create({ organizationId: "acme" });
    expect(settingOf(await rig.held())).toEqual(WIRE_DEFAULTS);
  });

  test("of an organization that is not there says so and how to fix it", async () => {
    const rig = await startOrganizationRig();
    const error = await failureOf(settingsOf(rig.api).create({ organizationId: "globex" }));
    expect(error).toMatchObject({ code: "ERR_STYTCH_API", errorType: "organization_not_found" });
    expect(error.message).toContain("/v1/b2b/organizations/globex");
    expect(error.message).toContain("Correct organizationId");
  });

  test("in a consumer project says that a B2B project is needed", async () => {
    const { api } = await startRig();
    const error = await failureOf(settingsOf(api).create({ organizationId: "acme" }));
    expect(error).toMatchObject({ code: "ERR_STYTCH_API", errorType: "invalid_b2b_endpoint" });
    expect(error.message).toContain("Only B2B projects have organizations");
    expect(error.message).toContain("stytch:projectId");
  });
});

describe("update", () => {
  test("sends every field, and what was removed gets its default back", async () => {
    const { rig, untouched, id, outputs } = await created();
    const updated = await settingsOf(rig.api).update(id, outputs, {
      organizationId: "acme",
      thirdPartyConnectedAppsAllowedType: "RESTRICTED",
      allowedThirdPartyConnectedApps: [CLIENT_A, CLIENT_A],
    });
    expect(updated.outputs).toMatchObject({
      firstPartyConnectedAppsAllowedType: "ALL_ALLOWED",
      allowedFirstPartyConnectedApps: [],
      thirdPartyConnectedAppsAllowedType: "RESTRICTED",
      allowedThirdPartyConnectedApps: [CLIENT_A, CLIENT_A],
    });
    expect(await rig.held()).toEqual({
      ...untouched,
      third_party_connected_apps_allowed_type: "RESTRICTED",
      allowed_third_party_connected_apps: [CLIENT_A],
      updated_at: expect.any(String),
    });
  });

  test("leaves the fields that it does not change as others wrote them", async () => {
    const { rig, id, outputs } = await created();
    await rig.change({ allowed_first_party_connected_apps: [CLIENT_C] });
    const inputs = {
      ...FIELDS,
      organizationId: "acme",
      thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
    };
    const updated = await settingsOf(rig.api).update(id, outputs, inputs);
    expect(settingOf(await rig.held())).toEqual({
      ...WIRE,
      allowed_first_party_connected_apps: [CLIENT_C],
      third_party_connected_apps_allowed_type: "ALL_ALLOWED",
    });
    expect(updated.outputs).toEqual({
      ...outputs,
      thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
    });
    expect((await settingsOf(rig.api).read(id, updated.outputs))?.inputs).toMatchObject({
      allowedFirstPartyConnectedApps: [CLIENT_C],
    });
  });

  test("asks nothing where the organization alone is named otherwise", async () => {
    const { rig, id, outputs } = await created();
    await rig.setFaults();
    const inputs = { ...FIELDS, organizationId: id };
    const updated = await settingsOf(rig.api).update(id, outputs, inputs);
    expect(updated).toEqual({ outputs: { ...outputs, organizationId: id } });
    expect((await rig.stats()).total).toBe(0);
  });

  test("reaches the same organization when its slug has moved on", async () => {
    const { rig, id, outputs } = await created();
    await rig.change({ organization_slug: "acme-corp" });
    await settingsOf(rig.api).update(id, outputs, { organizationId: "acme" });
    expect(settingOf(await rig.held())).toEqual(WIRE_DEFAULTS);
  });

  test("of an organization that is gone fails", async () => {
    const { rig, id, outputs } = await created();
    await rig.remove();
    const inputs = { organizationId: "acme" };
    expect(await failureOf(settingsOf(rig.api).update(id, outputs, inputs))).toMatchObject({
      status: 404,
    });
  });
});

describe("read", () => {
  test("finds what was changed elsewhere", async () => {
    const { rig, id, outputs } = await created();
    const inputs = { organizationId: "acme", ...FIELDS };
    expect(await settingsOf(rig.api).read(id, outputs)).toEqual({ outputs, inputs });
    await rig.change({ third_party_connected_apps_allowed_type: "ALL_ALLOWED" });
    await rig.change({ allowed_first_party_connected_apps: [CLIENT_A] });
    expect(await settingsOf(rig.api).read(id, outputs)).toEqual({
      outputs: {
        ...outputs,
        thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
        allowedFirstPartyConnectedApps: [CLIENT_A],
      },
      inputs: {
        organizationId: "acme",
        firstPartyConnectedAppsAllowedType: "RESTRICTED",
        allowedFirstPartyConnectedApps: [CLIENT_A],
      },
    });
  });

  test("of an organization of which nothing is known gives the least inputs", async () => {
    const { rig, id, outputs } = await created();
    const read = await settingsOf(rig.api).read(id, {} as OrganizationConnectedAppsOutputs);
    expect(read).toEqual({
      outputs: { ...outputs, organizationId: id },
      inputs: { organizationId: id, ...FIELDS },
    });
  });

  test("by another name than the id keeps that name, and tells the id", async () => {
    const { rig, id } = await created();
    const unknown = {} as OrganizationConnectedAppsOutputs;
    const byId = await settingsOf(rig.connect()).read(id, unknown);
    expect(byId).not.toHaveProperty("id");
    expect(byId?.inputs).toEqual({ organizationId: id, ...FIELDS });
    const bySlug = await settingsOf(rig.connect()).read("acme", unknown);
    expect(bySlug).toMatchObject({ id, outputs: { resolvedOrganizationId: id } });
    expect(bySlug?.inputs).toEqual({ organizationId: "acme", ...FIELDS });
  });

  test("of an organization that is gone finds nothing", async () => {
    const { rig, id, outputs } = await created();
    await rig.remove();
    expect(await settingsOf(rig.api).read(id, outputs)).toBeUndefined();
  });
});

describe("delete", () => {
  test("gives Stytch's defaults back by one PUT, and touches nothing else", async () => {
    const { rig, untouched, id, outputs } = await created();
    await rig.setFaults();
    await settingsOf(rig.api).delete(id, outputs);
    expect((await rig.stats()).requests).toEqual({ [PUT_ORGANIZATION]: 1 });
    expect(await rig.held()).toEqual({ ...untouched, updated_at: expect.any(String) });
    expect(settingOf(untouched)).toEqual(WIRE_DEFAULTS);
  });

  test("leaves the setting to another resource that this process has created for it", async () => {
    const { rig, id, outputs } = await created();
    await settingsOf(rig.api).create({ organizationId: id, ...FIELDS });
    await rig.setFaults();
    await settingsOf(rig.api).delete(id, outputs);
    expect((await rig.stats()).total).toBe(0);
    expect(settingOf(await rig.held())).toEqual(WIRE);
  });

  test("resets an organization though this process has created a resource for another", async () => {
    const { rig, id, outputs } = await created();
    await rig.change({ organization_slug: "acme-corp" });
    const other = await rig.addOrganization("acme");
    await settingsOf(rig.api).create({ organizationId: "acme", ...FIELDS });
    await settingsOf(rig.api).delete(id, outputs);
    expect(settingOf(await rig.held())).toEqual(WIRE_DEFAULTS);
    expect(await rig.api.getOrganizationConnectedApps(other)).toMatchObject(FIELDS);
  });

  test("of an organization that is gone is done", async () => {
    const { rig, id, outputs } = await created();
    await rig.remove();
    await settingsOf(rig.api).delete(id, outputs);
  });
});

test.each(["read", "update", "delete"] as const)(
  "%s with the credentials of another project is refused before anything is asked",
  async (operation) => {
    const { rig, id, outputs } = await created();
    await rig.setFaults();
    const projectId = "project-test-00000000-0000-4000-8000-00000000ffff";
    const other = rig.connect({ projectId });
    const run = {
      read: () => settingsOf(other).read(id, outputs),
      update: () => settingsOf(other).update(id, outputs, { organizationId: "acme" }),
      delete: () => settingsOf(other).delete(id, outputs),
    }[operation];
    const error = await failureOf(run());
    expect(error).toMatchObject({ code: "ERR_STYTCH_SETTINGS" });
    expect(error.message).toContain(projectId);
    expect(error.message).toContain(rig.settings.projectId);
    expect((await rig.stats()).total).toBe(0);
  },
);

describe("a response that does not speak of the organization is not its absence", () => {
  test.each([
    [404, { error_type: "route_not_found" }],
    [404, { error_type: "connected_app_not_found" }],
    [404, {}],
    [400, { error_type: "organization_not_found" }],
    [401, { error_type: "unauthorized_credentials" }],
    [403, {}],
  ])("%i %j", async (status, body) => {
    const server = await serveHttp((_n, response) => json(response, status, body));
    const api = createStytchApi(server.settings);
    const outputs = { projectId: api.projectId } as OrganizationConnectedAppsOutputs;
    const expected = { code: "ERR_STYTCH_API", status };
    expect(await failureOf(settingsOf(api).read("x", outputs))).toMatchObject(expected);
    expect(await failureOf(settingsOf(api).delete("x", outputs))).toMatchObject(expected);
  });
});
