import * as stytch from "stytch";
import { vi } from "vitest";
import { NO_PAUSE, type Rig, startRig } from "./_emulator.ts";

export const GET_ORGANIZATION = "GET /v1/b2b/organizations/{organization_id}";
export const PUT_ORGANIZATION = "PUT /v1/b2b/organizations/{organization_id}";

/** Client ids as the API gives them. */
export const CLIENT_A = "connected-app-test-aaaaaaaa-0000-4000-8000-000000000000";
export const CLIENT_B = "connected-app-test-bbbbbbbb-0000-4000-8000-000000000000";
export const CLIENT_C = "connected-app-test-cccccccc-0000-4000-8000-000000000000";

/** Other settings, which no one may touch. */
const SETTINGS = {
  organization_name: "Acme",
  organization_slug: "acme",
  organization_external_id: "external|acme",
  email_allowed_domains: ["acme.example"],
  email_jit_provisioning: "RESTRICTED",
  trusted_metadata: { plan: "gold" },
};

export type Organization = stytch.B2BOrganizationsGetResponse["organization"];

export interface OrganizationRig extends Rig {
  organizationId: string;
  /** What the server holds, seen by the official SDK. */
  held(): Promise<Organization>;
  /** Changes settings with the official SDK, behind the provider's back. */
  change(settings: Partial<stytch.B2BOrganizationsUpdateRequest>): Promise<void>;
  remove(): Promise<void>;
  /** Makes another organization, and gives its id. */
  addOrganization(slug: string): Promise<string>;
}

/** An emulated B2B project that holds one organization. */
export async function startOrganizationRig(): Promise<OrganizationRig> {
  const rig = await startRig({}, NO_PAUSE, "b2b");
  // The SDK warns about every base URL that is not one of Stytch's two.
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { projectId, secret, apiUrl } = rig.settings;
  const sdk = new stytch.B2BClient({ project_id: projectId, secret, env: apiUrl });
  warn.mockRestore();
  const { organization } = await sdk.organizations.create(SETTINGS);
  const { organization_id } = organization;
  await rig.setFaults();
  return {
    ...rig,
    organizationId: organization_id,
    held: async () => (await sdk.organizations.get({ organization_id })).organization,
    change: async (settings) => {
      await sdk.organizations.update({ ...settings, organization_id });
    },
    remove: async () => {
      await sdk.organizations.delete({ organization_id });
    },
    addOrganization: async (slug) => {
      const added = { organization_name: slug, organization_slug: slug };
      return (await sdk.organizations.create(added)).organization.organization_id;
    },
  };
}

/** The four settings for Connected Apps, as they stand on the wire. */
export function settingOf(organization: Organization) {
  return {
    first_party_connected_apps_allowed_type: organization.first_party_connected_apps_allowed_type,
    allowed_first_party_connected_apps: organization.allowed_first_party_connected_apps,
    third_party_connected_apps_allowed_type: organization.third_party_connected_apps_allowed_type,
    allowed_third_party_connected_apps: organization.allowed_third_party_connected_apps,
  };
}

/** `settingOf` an organization that no one touched. */
export const WIRE_DEFAULTS = {
  first_party_connected_apps_allowed_type: "ALL_ALLOWED",
  allowed_first_party_connected_apps: [],
  third_party_connected_apps_allowed_type: "ALL_ALLOWED",
  allowed_third_party_connected_apps: [],
};
