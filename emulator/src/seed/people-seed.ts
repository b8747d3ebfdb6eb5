import type { Project } from "../projects.ts";
import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import type { StoredPassword } from "../state/person.ts";
import type { User } from "../state/user.ts";
import { createOrganizationSchema, DEFAULT_ORGANIZATION } from "../wire/organization-input.ts";
import { organizationBody } from "../wire/person-output.ts";
import { accountSeed } from "./accounts.ts";
import { emailIdOf, phoneIdOf } from "./people.ts";

/** What a seed writes of a user. */
export function userSeed(
  project: Project,
  user: User,
  withSecrets: boolean,
): Record<string, unknown> {
  const [email] = user.emails;
  const [phone] = user.phoneNumbers;
  const owner = { id: user.id, email: email?.email ?? "" };
  return without("", {
    user_id: user.id,
    email: owner.email,
    ...(email?.emailId !== emailIdOf({ project }, user.id) && { email_id: email?.emailId ?? "" }),
    ...(email?.verified === false && { email_verified: false }),
    phone_number: phone?.phoneNumber ?? "",
    ...(phone?.phoneId !== phoneIdOf({ project }, user.id) && { phone_id: phone?.phoneId ?? "" }),
    ...(phone?.verified === false && { phone_number_verified: false }),
    name: without("", {
      first_name: user.name.firstName,
      middle_name: user.name.middleName,
      last_name: user.name.lastName,
    }),
    providers: user.oauthRegistrations.map((account) => {
      const { id, ...fields } = accountSeed({ project }, owner, account);
      return { ...fields, ...(id !== undefined && { oauth_user_registration_id: id }) };
    }),
    ...personSeed(user, withSecrets),
  });
}

export function organizationSeed(
  project: Project,
  { id, settings, createdAt, updatedAt }: Organization,
  members: readonly Member[],
  withSecrets: boolean,
): Record<string, unknown> {
  const dates = { createdAt, updatedAt };
  const body: Record<string, unknown> = organizationBody({ id, settings, ...dates });
  const initial: Record<string, unknown> = organizationBody({
    id,
    settings: DEFAULT_ORGANIZATION,
    ...dates,
  });
  const changed = Object.keys(createOrganizationSchema.shape).filter(
    (name) => JSON.stringify(body[name]) !== JSON.stringify(initial[name]),
  );
  return {
    organization_id: id,
    ...Object.fromEntries(changed.map((name) => [name, body[name]])),
    ...(members.length > 0 && {
      members: members.map((one) => memberSeed(project, one, withSecrets)),
    }),
  };
}

function memberSeed(
  project: Project,
  member: Member,
  withSecrets: boolean,
): Record<string, unknown> {
  const owner = { id: member.id, email: member.emailAddress };
  return without("", {
    member_id: member.id,
    email_address: member.emailAddress,
    ...(member.emailId !== emailIdOf({ project }, member.id) && { email_id: member.emailId }),
    ...(!member.emailAddressVerified && { email_address_verified: false }),
    name: member.name,
    ...(member.isBreakglass && { is_breakglass: true }),
    ...(member.mfaEnrolled && { mfa_enrolled: true }),
    mfa_phone_number: member.mfaPhoneNumber,
    ...(member.mfaPhoneNumberVerified && { mfa_phone_number_verified: true }),
    default_mfa_method: member.defaultMfaMethod,
    oauth_registrations: member.oauthRegistrations.map((account) => {
      const { id, ...fields } = accountSeed({ project }, owner, account);
      return { ...fields, ...(id !== undefined && { member_oauth_registration_id: id }) };
    }),
    ...personSeed(member, withSecrets),
  });
}

interface Person extends Pick<Member, "roles" | "trustedMetadata" | "untrustedMetadata"> {
  status: string;
  externalId: string | null;
  password: StoredPassword | null;
}

function personSeed(person: Person, withSecrets: boolean): Record<string, unknown> {
  return {
    ...(person.status !== "active" && { status: person.status }),
    ...(person.roles.length > 0 && { roles: person.roles }),
    external_id: person.externalId ?? "",
    trusted_metadata: person.trustedMetadata,
    untrusted_metadata: person.untrustedMetadata,
    ...(withSecrets && person.password !== null && { password_hash: person.password }),
  };
}

/** Leaves out what has this value, and empty objects. */
function without(empty: unknown, fields: Record<string, unknown>): Record<string, unknown> {
  const isSet = (value: unknown) =>
    value !== empty &&
    !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isSet(value)));
}
