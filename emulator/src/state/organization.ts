import { z } from "zod";
import { metadataSchema } from "./person.ts";

export const CONNECTED_APPS_ALLOWED = ["ALL_ALLOWED", "RESTRICTED", "NOT_ALLOWED"] as const;

const settingsSchema = z.strictObject({
  organizationName: z.string(),
  organizationSlug: z.string(),
  organizationLogoUrl: z.string(),
  organizationExternalId: z.string().nullable(),
  trustedMetadata: metadataSchema,
  ssoJitProvisioning: z.string(),
  emailAllowedDomains: z.array(z.string()),
  emailJitProvisioning: z.string(),
  emailInvites: z.string(),
  authMethods: z.string(),
  allowedAuthMethods: z.array(z.string()),
  mfaPolicy: z.string(),
  mfaMethods: z.string(),
  allowedMfaMethods: z.array(z.string()),
  oauthTenantJitProvisioning: z.string(),
  allowedOauthTenants: metadataSchema,
  claimedEmailDomains: z.array(z.string()),
  rbacEmailImplicitRoleAssignments: z.array(
    z.strictObject({ domain: z.string(), roleId: z.string() }),
  ),
  firstPartyConnectedAppsAllowedType: z.enum(CONNECTED_APPS_ALLOWED),
  allowedFirstPartyConnectedApps: z.array(z.string()),
  thirdPartyConnectedAppsAllowedType: z.enum(CONNECTED_APPS_ALLOWED),
  allowedThirdPartyConnectedApps: z.array(z.string()),
});

/** What a PUT may change. */
export type OrganizationSettings = z.output<typeof settingsSchema>;

export const organizationSchema = z.strictObject({
  id: z.string(),
  settings: settingsSchema,
  /** Milliseconds since the Unix epoch. */
  createdAt: z.number(),
  /** Milliseconds since the Unix epoch. */
  updatedAt: z.number(),
});

/** A tenant of a B2B project. */
export type Organization = z.output<typeof organizationSchema>;
