import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import type { User } from "../state/user.ts";
import { timestamp } from "../timestamp.ts";

/** @see https://stytch.com/docs/api/user-object */
export function userBody(user: User) {
  return {
    user_id: user.id,
    emails: user.emails.map(({ emailId, email, verified }) => ({
      email_id: emailId,
      email,
      verified,
    })),
    status: user.status,
    phone_numbers: user.phoneNumbers.map(({ phoneId, phoneNumber, verified }) => ({
      phone_id: phoneId,
      phone_number: phoneNumber,
      verified,
    })),
    webauthn_registrations: [],
    providers: user.oauthRegistrations.map((registration) => ({
      provider_type: registration.providerType,
      provider_subject: registration.providerSubject,
      profile_picture_url: registration.profilePictureUrl,
      locale: registration.locale,
      oauth_user_registration_id: registration.registrationId,
    })),
    totps: [],
    crypto_wallets: [],
    biometric_registrations: [],
    is_locked: false,
    roles: [...new Set(["stytch_user", ...user.roles])],
    name: {
      first_name: user.name.firstName,
      middle_name: user.name.middleName,
      last_name: user.name.lastName,
    },
    created_at: timestamp(user.createdAt),
    password:
      user.password === null
        ? null
        : { password_id: user.password.passwordId, requires_reset: false },
    trusted_metadata: user.trustedMetadata,
    untrusted_metadata: user.untrustedMetadata,
    external_id: user.externalId,
    lock_created_at: null,
    lock_expires_at: null,
  };
}

/** @see https://stytch.com/docs/b2b/api/member-object */
export function memberBody(member: Member) {
  return {
    organization_id: member.organizationId,
    member_id: member.id,
    email_address: member.emailAddress,
    status: member.status,
    name: member.name,
    sso_registrations: [],
    is_breakglass: member.isBreakglass,
    member_password_id: member.password?.passwordId ?? "",
    oauth_registrations: member.oauthRegistrations.map((registration) => ({
      provider_type: registration.providerType,
      provider_subject: registration.providerSubject,
      member_oauth_registration_id: registration.registrationId,
      profile_picture_url: registration.profilePictureUrl,
      locale: registration.locale,
    })),
    email_address_verified: member.emailAddressVerified,
    mfa_phone_number_verified: member.mfaPhoneNumberVerified,
    is_admin: member.roles.includes("stytch_admin"),
    totp_registration_id: "",
    retired_email_addresses: [],
    is_locked: false,
    mfa_enrolled: member.mfaEnrolled,
    mfa_phone_number: member.mfaPhoneNumber,
    default_mfa_method: member.defaultMfaMethod,
    roles: [...new Set(["stytch_member", ...member.roles])].map((role_id) => ({
      role_id,
      sources: [{ type: "direct_assignment", details: {} }],
    })),
    trusted_metadata: member.trustedMetadata,
    untrusted_metadata: member.untrustedMetadata,
    created_at: timestamp(member.createdAt),
    updated_at: timestamp(member.updatedAt),
    external_id: member.externalId,
    lock_created_at: null,
    lock_expires_at: null,
  };
}

/** @see https://stytch.com/docs/b2b/api/organization-object */
export function organizationBody({ id, settings, createdAt, updatedAt }: Organization) {
  return {
    organization_id: id,
    organization_name: settings.organizationName,
    organization_logo_url: settings.organizationLogoUrl,
    organization_slug: settings.organizationSlug,
    sso_jit_provisioning: settings.ssoJitProvisioning,
    sso_jit_provisioning_allowed_connections: [],
    sso_active_connections: [],
    email_allowed_domains: settings.emailAllowedDomains,
    email_jit_provisioning: settings.emailJitProvisioning,
    email_invites: settings.emailInvites,
    auth_methods: settings.authMethods,
    allowed_auth_methods: settings.allowedAuthMethods,
    mfa_policy: settings.mfaPolicy,
    rbac_email_implicit_role_assignments: settings.rbacEmailImplicitRoleAssignments.map(
      ({ domain, roleId }) => ({ domain, role_id: roleId }),
    ),
    mfa_methods: settings.mfaMethods,
    allowed_mfa_methods: settings.allowedMfaMethods,
    oauth_tenant_jit_provisioning: settings.oauthTenantJitProvisioning,
    claimed_email_domains: settings.claimedEmailDomains,
    first_party_connected_apps_allowed_type: settings.firstPartyConnectedAppsAllowedType,
    allowed_first_party_connected_apps: settings.allowedFirstPartyConnectedApps,
    third_party_connected_apps_allowed_type: settings.thirdPartyConnectedAppsAllowedType,
    allowed_third_party_connected_apps: settings.allowedThirdPartyConnectedApps,
    custom_roles: [],
    trusted_metadata: settings.trustedMetadata,
    created_at: timestamp(createdAt),
    updated_at: timestamp(updatedAt),
    organization_external_id: settings.organizationExternalId,
    sso_default_connection_id: null,
    scim_active_connection: null,
    allowed_oauth_tenants: settings.allowedOauthTenants,
  };
}
