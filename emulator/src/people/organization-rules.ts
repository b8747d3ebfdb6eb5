import { apiError } from "../errors.ts";
import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";

/**
 * @param method As in `allowed_auth_methods`: `password`, `google_oauth`.
 * @throws ApiError 400 `operation_restricted_by_organization_auth_methods`. Break-glass members
 * are not bound.
 */
export function checkAuthMethod({ settings }: Organization, member: Member, method: string): void {
  const isAllowed =
    settings.authMethods !== "RESTRICTED" || settings.allowedAuthMethods.includes(method);
  if (!isAllowed && !member.isBreakglass)
    throw apiError("operation_restricted_by_organization_auth_methods");
}

/** Whether a member has to give a second factor, which the emulator cannot take. */
export function needsSecondFactor({ settings }: Organization, member: Member): boolean {
  return settings.mfaPolicy === "REQUIRED_FOR_ALL" || member.mfaEnrolled;
}

/** Whether someone who is not a member may become one by logging in with an email address. */
export function allowsEmailProvisioning({ settings }: Organization, email: string): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  return (
    settings.emailJitProvisioning === "RESTRICTED" &&
    settings.emailAllowedDomains.some((allowed) => allowed.toLowerCase() === domain)
  );
}
