import { z } from "zod";
import { mergeMetadata } from "../people/checks.ts";
import { CONNECTED_APPS_ALLOWED, type OrganizationSettings } from "../state/organization.ts";
import { metadataSchema } from "../state/person.ts";

const restrictable = z.enum(["ALL_ALLOWED", "RESTRICTED"]).optional();
const closable = z.enum(["ALL_ALLOWED", "RESTRICTED", "NOT_ALLOWED"]).optional();
const optIn = z.enum(["RESTRICTED", "NOT_ALLOWED"]).optional();
const texts = z.array(z.string()).optional();

export const updateOrganizationSchema = z.object({
  organization_name: z.string().optional(),
  organization_slug: z.string().optional(),
  organization_logo_url: z.string().optional(),
  organization_external_id: z.string().optional(),
  trusted_metadata: metadataSchema.optional(),
  sso_jit_provisioning: closable,
  email_allowed_domains: texts,
  email_jit_provisioning: optIn,
  email_invites: closable,
  auth_methods: restrictable,
  allowed_auth_methods: texts,
  mfa_policy: z.enum(["REQUIRED_FOR_ALL", "OPTIONAL"]).optional(),
  mfa_methods: restrictable,
  allowed_mfa_methods: texts,
  oauth_tenant_jit_provisioning: optIn,
  allowed_oauth_tenants: metadataSchema.optional(),
  claimed_email_domains: texts,
  rbac_email_implicit_role_assignments: z
    .array(z.object({ domain: z.string(), role_id: z.string() }))
    .optional(),
  first_party_connected_apps_allowed_type: z.enum(CONNECTED_APPS_ALLOWED).optional(),
  allowed_first_party_connected_apps: texts,
  third_party_connected_apps_allowed_type: z.enum(CONNECTED_APPS_ALLOWED).optional(),
  allowed_third_party_connected_apps: texts,
});

export const createOrganizationSchema = updateOrganizationSchema.extend({
  organization_name: z.string(),
});

/** The settings of an organization of which only the name is known. */
export const DEFAULT_ORGANIZATION: Readonly<OrganizationSettings> = {
  organizationName: "",
  organizationSlug: "",
  organizationLogoUrl: "",
  organizationExternalId: null,
  trustedMetadata: {},
  ssoJitProvisioning: "ALL_ALLOWED",
  emailAllowedDomains: [],
  emailJitProvisioning: "NOT_ALLOWED",
  emailInvites: "ALL_ALLOWED",
  authMethods: "ALL_ALLOWED",
  allowedAuthMethods: [],
  mfaPolicy: "OPTIONAL",
  mfaMethods: "ALL_ALLOWED",
  allowedMfaMethods: [],
  oauthTenantJitProvisioning: "NOT_ALLOWED",
  allowedOauthTenants: {},
  claimedEmailDomains: [],
  rbacEmailImplicitRoleAssignments: [],
  firstPartyConnectedAppsAllowedType: "ALL_ALLOWED",
  allowedFirstPartyConnectedApps: [],
  thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
  allowedThirdPartyConnectedApps: [],
};

/** Takes from `base` what the request does not name. */
export function readOrganization(
  request: z.output<typeof updateOrganizationSchema>,
  base: OrganizationSettings,
): OrganizationSettings {
  const roles = request.rbac_email_implicit_role_assignments;
  return {
    organizationName: request.organization_name ?? base.organizationName,
    organizationSlug: request.organization_slug ?? base.organizationSlug,
    organizationLogoUrl: request.organization_logo_url ?? base.organizationLogoUrl,
    organizationExternalId:
      (request.organization_external_id ?? base.organizationExternalId) || null,
    trustedMetadata: mergeMetadata(base.trustedMetadata, request.trusted_metadata),
    ssoJitProvisioning: request.sso_jit_provisioning ?? base.ssoJitProvisioning,
    emailAllowedDomains: request.email_allowed_domains ?? base.emailAllowedDomains,
    emailJitProvisioning: request.email_jit_provisioning ?? base.emailJitProvisioning,
    emailInvites: request.email_invites ?? base.emailInvites,
    authMethods: request.auth_methods ?? base.authMethods,
    allowedAuthMethods: request.allowed_auth_methods ?? base.allowedAuthMethods,
    mfaPolicy: request.mfa_policy ?? base.mfaPolicy,
    mfaMethods: request.mfa_methods ?? base.mfaMethods,
    allowedMfaMethods: request.allowed_mfa_methods ?? base.allowedMfaMethods,
    oauthTenantJitProvisioning:
      request.oauth_tenant_jit_provisioning ?? base.oauthTenantJitProvisioning,
    allowedOauthTenants: request.allowed_oauth_tenants ?? base.allowedOauthTenants,
    claimedEmailDomains: request.claimed_email_domains ?? base.claimedEmailDomains,
    rbacEmailImplicitRoleAssignments:
      roles?.map(({ domain, role_id }) => ({ domain, roleId: role_id })) ??
      base.rbacEmailImplicitRoleAssignments,
    firstPartyConnectedAppsAllowedType:
      request.first_party_connected_apps_allowed_type ?? base.firstPartyConnectedAppsAllowedType,
    allowedFirstPartyConnectedApps:
      request.allowed_first_party_connected_apps ?? base.allowedFirstPartyConnectedApps,
    thirdPartyConnectedAppsAllowedType:
      request.third_party_connected_apps_allowed_type ?? base.thirdPartyConnectedAppsAllowedType,
    allowedThirdPartyConnectedApps:
      request.allowed_third_party_connected_apps ?? base.allowedThirdPartyConnectedApps,
  };
}
