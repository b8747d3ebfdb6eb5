import type { ProjectContext } from "../context.ts";
import { apiError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import { checkEmail, checkExternalId, checkPhoneNumber, mergeMetadata } from "./checks.ts";
import { findMemberByEmail } from "./find.ts";

/** What a new member may have from the start; unset fields are empty. */
export interface NewMember {
  /** Default: one of its own. */
  id?: string;
  emailAddress: string;
  /** Default: one of its own. */
  emailId?: string;
  emailAddressVerified?: boolean;
  name?: string | undefined;
  status?: Member["status"];
  isBreakglass?: boolean | undefined;
  mfaEnrolled?: boolean | undefined;
  mfaPhoneNumber?: string | undefined;
  mfaPhoneNumberVerified?: boolean | undefined;
  defaultMfaMethod?: string | undefined;
  roles?: string[] | undefined;
  trustedMetadata?: Member["trustedMetadata"] | undefined;
  untrustedMetadata?: Member["untrustedMetadata"] | undefined;
  externalId?: string | undefined;
}

/**
 * @throws ApiError 400 for a malformed field, 400 `duplicate_member_email` or
 * `duplicate_member_external_id` if another member of the organization has it.
 */
export function createMember(
  context: ProjectContext,
  organization: Organization,
  fields: NewMember,
): Member {
  const { project, state, clock } = context;
  const now = clock.now();
  const member: Member = {
    id: fields.id ?? newId("member", project.environment),
    organizationId: organization.id,
    status: fields.status ?? "active",
    name: fields.name ?? "",
    emailAddress: newMemberEmail(context, organization, fields.emailAddress),
    emailId: fields.emailId ?? newId("email", project.environment),
    emailAddressVerified: fields.emailAddressVerified ?? false,
    isBreakglass: fields.isBreakglass ?? false,
    mfaEnrolled: fields.mfaEnrolled ?? false,
    mfaPhoneNumber: fields.mfaPhoneNumber ? checkPhoneNumber(fields.mfaPhoneNumber) : "",
    mfaPhoneNumberVerified: fields.mfaPhoneNumberVerified ?? false,
    defaultMfaMethod: fields.defaultMfaMethod ?? "",
    oauthRegistrations: [],
    password: null,
    roles: fields.roles ?? [],
    trustedMetadata: mergeMetadata({}, fields.trustedMetadata),
    untrustedMetadata: mergeMetadata({}, fields.untrustedMetadata),
    externalId: newMemberExternalId(context, organization, fields.externalId ?? ""),
    createdAt: now,
    updatedAt: now,
  };
  state.members.add(member);
  return member;
}

/** @param member The one who may have it already. */
export function newMemberEmail(
  { state }: ProjectContext,
  organization: Organization,
  text: string,
  member?: Member,
): string {
  const taken = findMemberByEmail(state, organization, checkEmail(text));
  if (taken !== undefined && taken.id !== member?.id) throw apiError("duplicate_member_email");
  return text;
}

/** @param member The one who may have it already. */
export function newMemberExternalId(
  { state }: ProjectContext,
  organization: Organization,
  text: string,
  member?: Member,
): string | null {
  const externalId = checkExternalId(text);
  if (externalId === null) return null;
  const taken = state.members.find(
    (other) => other.organizationId === organization.id && other.externalId === externalId,
  );
  if (taken !== undefined && taken.id !== member?.id)
    throw apiError("duplicate_member_external_id");
  return externalId;
}
