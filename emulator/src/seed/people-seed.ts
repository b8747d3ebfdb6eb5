import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import type { StoredPassword } from "../state/person.ts";
import type { User } from "../state/user.ts";
import { createOrganizationSchema, DEFAULT_ORGANIZATION } from "../wire/organization-input.ts";
import { organizationBody } from "../wire/person-output.ts";

/** What a seed writes of a user. Accounts at providers of social logins are not part of it. */
export function userSeed(user: User, withSecrets: boolean): Record<string, unknown> {
  const [email] = user.emails;
  const [phone] = user.phoneNumbers;
  return without("", {
    user_id: user.id,
    email: email?.email ?? "",
    ...(email?.verified === false && { email_verified: false }),
    phone_number: phone?.phoneNumber ?? "",
    ...(phone?.verified === false && { phone_number_verified: false }),
    name: without("", {
      first_name: user.name.firstName,
      middle_name: user.name.middleName,
      last_name: user.name.lastName,
    }),
    ...personSeed(user, withSecrets),
  });
}

export function organizationSeed(
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
    ...(members.length > 0 && { members: members.map((one) => memberSeed(one, withSecrets)) }),
  };
}

function memberSeed(member: Member, withSecrets: boolean): Record<string, unknown> {
  return without("", {
    member_id: member.id,
    email_address: member.emailAddress,
    ...(!member.emailAddressVerified && { email_address_verified: false }),
    name: member.name,
    ...(member.isBreakglass && { is_breakglass: true }),
    ...(member.mfaEnrolled && { mfa_enrolled: true }),
    mfa_phone_number: member.mfaPhoneNumber,
    ...(member.mfaPhoneNumberVerified && { mfa_phone_number_verified: true }),
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
