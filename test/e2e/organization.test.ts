import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  ConnectedApp,
  OrganizationConnectedApps,
  type OrganizationConnectedAppsArgs,
} from "./_door.ts";
import {
  CREATE,
  READ,
  READ_ORGANIZATION,
  SEARCH,
  type TestProject,
  UPDATE_ORGANIZATION,
  type WireOrganization,
} from "./_project.ts";
import { suiteScope, testScope } from "./_scope.ts";
import type { StateResource, TestStack } from "./_stack.ts";

const OPEN = {
  first_party_connected_apps_allowed_type: "ALL_ALLOWED",
  allowed_first_party_connected_apps: [],
  third_party_connected_apps_allowed_type: "ALL_ALLOWED",
  allowed_third_party_connected_apps: [],
};
const CLOSED = { ...OPEN, third_party_connected_apps_allowed_type: "NOT_ALLOWED" };

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;
/** As it was before any stack touched it. */
let acme: WireOrganization;

beforeAll(async () => {
  project = await scope.project({}, "b2b");
  stack = await scope.stack(project);
});
beforeEach(async () => {
  const organization_slug = `acme-${crypto.randomUUID()}`;
  acme = await project.addOrganization({
    organization_name: "Acme",
    organization_slug,
    organization_external_id: `external|${organization_slug}`,
    email_allowed_domains: ["acme.example"],
  });
  // Each test has an organization of its own, so what the one before has left is in no one's way.
  await stack.forget();
});

async function accessInState(): Promise<StateResource | undefined> {
  const { deployment } = await stack.state();
  const resources: StateResource[] = deployment.resources ?? [];
  return resources.find(({ type }) => type.endsWith(":OrganizationConnectedApps"));
}

const held = () => project.organization(acme.organization_id);
const without = ({ updated_at, ...organization }: WireOrganization) => organization;

/** A program that knows the organization by its slug, if the arguments say nothing else. */
const declare = (args: Partial<OrganizationConnectedAppsArgs>) => async () => {
  new OrganizationConnectedApps("acme", {
    organizationId: String(acme.organization_slug),
    ...args,
  });
};
const closed = declare({ thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED" });

/** Two partners, one of which may be used. */
const partners =
  (order: "asWritten" | "reversed" = "asWritten") =>
  async () => {
    const apps = ["one", "two"].map(
      (name) => new ConnectedApp(name, { clientType: "third_party" }),
    );
    const ids = apps.map(({ clientId }) => clientId);
    const access = new OrganizationConnectedApps("acme", {
      organizationId: String(acme.organization_slug),
      thirdPartyConnectedAppsAllowedType: "RESTRICTED",
      allowedThirdPartyConnectedApps: order === "reversed" ? [...ids, ...ids].reverse() : ids,
    });
    return { id: access.id, resolved: access.resolvedOrganizationId, given: access.organizationId };
  };

describe("an organization's setting", () => {
  it("is previewed with clients that do not exist yet, and created by one PUT", async () => {
    const nothing = await project.requestsDuring(async () => {
      expect(await stack.preview(partners())).toMatchObject({ ok: true, changes: { create: 4 } });
    });
    expect(nothing).toEqual({});

    const requests = await project.requestsDuring(async () => {
      const up = await stack.up(partners());
      expect(up, up.output).toMatchObject({ ok: true, changes: { create: 4 } });
      expect(up.outputs.id?.value).toBe(acme.organization_id);
      expect(up.outputs.resolved?.value).toBe(acme.organization_id);
      expect(up.outputs.given?.value).toBe(acme.organization_slug);
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 2, [UPDATE_ORGANIZATION]: 1 });

    const { one, two } = await stack.apps();
    expect(without(await held())).toEqual({
      ...without(acme),
      third_party_connected_apps_allowed_type: "RESTRICTED",
      allowed_third_party_connected_apps: [one?.id, two?.id],
    });
    expect(await accessInState()).toMatchObject({
      id: acme.organization_id,
      outputs: { organizationId: acme.organization_slug, projectId: project.projectId },
    });
  });

  it("is left alone without changes, and by clients in another order or twice", async () => {
    await stack.up(partners());
    const nothing = await project.requestsDuring(async () => {
      expect(await stack.preview(partners())).toMatchObject({ ok: true, changes: { same: 4 } });
      expect(await stack.up(partners())).toMatchObject({ ok: true, changes: { same: 4 } });
      const reversed = await stack.up(partners("reversed"));
      expect(reversed).toMatchObject({ ok: true, changes: { same: 4 } });
    });
    expect(nothing).toEqual({});
    const reads = await project.requestsDuring(async () => {
      expect(await stack.refresh()).toMatchObject({ ok: true, changes: { same: 4 } });
    });
    const { [READ_ORGANIZATION]: ofOrganization, ...ofClients } = reads;
    expect(ofOrganization).toBe(1);
    // The two clients on one page, or one by one where their reads come apart.
    expect([{ [SEARCH]: 1 }, { [READ]: 2 }]).toContainEqual(ofClients);
  });

  it("is changed by one GET and one PUT, and gets the default back where a field is removed", async () => {
    await stack.up(closed);
    const requests = await project.requestsDuring(async () => {
      const changed = await stack.up(declare({ firstPartyConnectedAppsAllowedType: "RESTRICTED" }));
      expect(changed).toMatchObject({ ok: true, changes: { update: 1 } });
    });
    expect(requests).toEqual({ [READ_ORGANIZATION]: 1, [UPDATE_ORGANIZATION]: 1 });
    expect(await held()).toMatchObject({
      ...OPEN,
      first_party_connected_apps_allowed_type: "RESTRICTED",
    });
  });

  it("has drift found by refresh and repaired by one GET and one PUT, other settings being left alone", async () => {
    await stack.up(closed);
    await project.changeOrganization(acme.organization_id, {
      third_party_connected_apps_allowed_type: "ALL_ALLOWED",
      organization_name: "Acme Corporation",
    });
    expect(await stack.refresh()).toMatchObject({ ok: true, changes: { update: 1, same: 1 } });
    expect((await accessInState())?.outputs).toMatchObject({
      thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
    });
    const requests = await project.requestsDuring(async () => {
      expect(await stack.up(closed)).toMatchObject({ ok: true, changes: { update: 1 } });
    });
    expect(requests).toEqual({ [READ_ORGANIZATION]: 1, [UPDATE_ORGANIZATION]: 1 });
    expect(await held()).toMatchObject({ ...CLOSED, organization_name: "Acme Corporation" });
  });

  it("goes back to Stytch's defaults by one PUT when it is destroyed", async () => {
    await stack.up(closed);
    const requests = await project.requestsDuring(async () => {
      expect(await stack.destroy()).toMatchObject({ ok: true });
    });
    expect(requests).toEqual({ [UPDATE_ORGANIZATION]: 1 });
    expect(without(await held())).toEqual(without(acme));
  });

  it("stays under another name of the resource, and after destroy with retainOnDelete", async () => {
    await stack.up(closed);
    const renamed = async () => {
      const args = {
        organizationId: acme.organization_id,
        thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
      } as const;
      new OrganizationConnectedApps("renamed", args, { retainOnDelete: true });
    };
    const requests = await project.requestsDuring(async () => {
      const changes = { create: 1, delete: 1, same: 1 };
      expect(await stack.up(renamed)).toMatchObject({ ok: true, changes });
      expect(await stack.destroy()).toMatchObject({ ok: true });
    });
    expect(requests).toEqual({ [UPDATE_ORGANIZATION]: 1 });
    expect(await held()).toMatchObject(CLOSED);
  });

  it("is dropped by refresh, and destroyed, when its organization is gone", async () => {
    await stack.up(closed);
    await project.removeOrganization(acme.organization_id);
    expect(await stack.refresh()).toMatchObject({ ok: true, changes: { delete: 1 } });
    expect(await accessInState()).toBeUndefined();
    expect(await stack.up(closed)).toMatchObject({
      ok: false,
      output: expect.stringContaining("organization_not_found"),
    });
    expect(await stack.destroy()).toMatchObject({ ok: true });
  });
});

describe("another organizationId", () => {
  it("of the same organization, its own id, is an update: nothing is opened", async () => {
    await stack.up(closed);
    const byId = declare({
      organizationId: acme.organization_id,
      thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
    });
    const requests = await project.requestsDuring(async () => {
      expect(await stack.up(byId)).toMatchObject({ ok: true, changes: { update: 1 } });
      expect(await stack.up(byId)).toMatchObject({ ok: true, changes: { same: 2 } });
    });
    expect(requests).toEqual({});
    expect(await held()).toMatchObject(CLOSED);
  });

  it("of the same organization, its external id, is an update, found by one read: nothing is opened", async () => {
    await stack.up(closed);
    const byExternalId = declare({
      organizationId: String(acme.organization_external_id),
      thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
    });
    const requests = await project.requestsDuring(async () => {
      expect(await stack.up(byExternalId)).toMatchObject({ ok: true, changes: { update: 1 } });
      expect(await stack.up(byExternalId)).toMatchObject({ ok: true, changes: { same: 2 } });
    });
    expect(requests).toEqual({ [READ_ORGANIZATION]: 1 });
    expect(await held()).toMatchObject(CLOSED);
  });

  it("of another organization gives the old one Stytch's defaults back", async () => {
    await stack.up(closed);
    const globex = await project.addOrganization({ organization_name: "Globex" });
    const outcome = await stack.up(
      declare({
        organizationId: globex.organization_id,
        thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
      }),
    );
    expect(outcome).toMatchObject({ ok: true, changes: { replace: 1 } });
    expect(await held()).toMatchObject(OPEN);
    expect(await project.organization(globex.organization_id)).toMatchObject(CLOSED);
  });
});

describe("what cannot be", () => {
  it("is an error at preview, with path and remedy, and makes no call", async () => {
    const requests = await project.requestsDuring(async () => {
      const { ok, output } = await stack.preview(
        declare({
          organizationId: "a/b",
          thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
          allowedFirstPartyConnectedApps: ["web"],
          allowedThirdPartyConnectedApps: ["connected-app-test-1"],
        }),
      );
      expect(ok).toBe(false);
      for (const problem of [
        "organizationId must be the organization_id, slug or external id",
        "allowedFirstPartyConnectedApps[0] must be a client_id",
        'set firstPartyConnectedAppsAllowedType to "RESTRICTED" or remove the list',
        'set thirdPartyConnectedAppsAllowedType to "RESTRICTED" or remove the list',
      ]) {
        expect.soft(output).toContain(problem);
      }
    });
    expect(requests).toEqual({});
  });

  it("in a consumer project, which has no organizations, is an error that says so", async () => {
    const own = testScope();
    const consumer = await own.project();
    const other = await own.stack(consumer, { name: "consumer" });
    const { ok, output } = await other.up(closed);
    expect(ok).toBe(false);
    for (const text of ["ERR_STYTCH_API", "invalid_b2b_endpoint", "Only B2B projects have"]) {
      expect.soft(output).toContain(text);
    }
  });
});
