import type { ProjectContext } from "../context.ts";
import { derivedId } from "../ids.ts";
import { storePassword } from "../passwords/stored-password.ts";
import { createMember } from "../people/members.ts";
import { checkOrganization } from "../people/organizations.ts";
import { createUser } from "../people/users.ts";
import type { Organization } from "../state/organization.ts";
import type { StoredPassword } from "../state/person.ts";
import { DEFAULT_ORGANIZATION, readOrganization } from "../wire/organization-input.ts";
import { readName } from "../wire/person-input.ts";
import { seedAccounts } from "./accounts.ts";
import type { SeedMember, SeedOrganization, SeedUser } from "./schema.ts";
import { SeedError } from "./seed-error.ts";

type Password = Pick<SeedUser, "password" | "password_hash">;

/**
 * Creates a user, or makes the one with its id this user, with the password they had if the seed has none.
 *
 * @returns Its id, and those of what belongs to it alone.
 */
export async function seedUser(context: ProjectContext, user: SeedUser): Promise<string[]> {
  const { project, state } = context;
  const name = user.email ?? user.phone_number;
  if (name === undefined) throw new SeedError("email: is missing; give it or phone_number");
  const id =
    user.user_id ?? derivedId("user", project.environment, `${project.projectId} user ${name}`);
  const known = state.users.get(id);
  const password = await passwordOf(context, user, known?.password);
  state.users.remove(id);
  const created = createUser(context, {
    id,
    email: user.email,
    emailId: user.email_id ?? emailIdOf(context, id),
    emailVerified: user.email_verified,
    phoneNumber: user.phone_number,
    phoneId: user.phone_id ?? phoneIdOf(context, id),
    phoneNumberVerified: user.phone_number_verified,
    status: user.status,
    name: readName(user.name),
    roles: user.roles,
    trustedMetadata: user.trusted_metadata,
    untrustedMetadata: user.untrusted_metadata,
    externalId: user.external_id,
  });
  const oauthRegistrations = seedAccounts(
    context,
    { id, email: user.email ?? "" },
    user.providers.map(({ oauth_user_registration_id: id, ...account }) => ({ id, ...account })),
  );
  state.users.replace({ ...created, password, oauthRegistrations });
  return [
    id,
    ...created.emails.map(({ emailId }) => emailId),
    ...created.phoneNumbers.map(({ phoneId }) => phoneId),
    ...oauthRegistrations.map(({ registrationId }) => registrationId),
  ];
}

/** The id of a user's or member's address, where a seed names none. */
export function emailIdOf({ project }: Pick<ProjectContext, "project">, id: string): string {
  return derivedId("email", project.environment, id);
}

/** The id of a user's number, where a seed names none. */
export function phoneIdOf({ project }: Pick<ProjectContext, "project">, id: string): string {
  return derivedId("phone-number", project.environment, id);
}

/** Creates an organization, or gives the one with its id these settings. */
export function seedOrganization(
  { project, state, clock }: ProjectContext,
  { members: _, organization_id, ...fields }: SeedOrganization,
): Organization {
  const name = fields.organization_slug ?? fields.organization_name;
  const id =
    organization_id ??
    derivedId("organization", project.environment, `${project.projectId} organization ${name}`);
  const known = state.organizations.get(id);
  const settings = checkOrganization(
    state,
    readOrganization(fields, {
      ...DEFAULT_ORGANIZATION,
      organizationSlug: known?.settings.organizationSlug ?? "",
    }),
    known,
  );
  const now = clock.now();
  const organization = { id, settings, createdAt: known?.createdAt ?? now, updatedAt: now };
  if (known === undefined) state.organizations.add(organization);
  else state.organizations.replace(organization);
  return organization;
}

/** Creates a member, or makes the one with its id this member, as `seedUser` does. */
export async function seedMember(
  context: ProjectContext,
  organization: Organization,
  member: SeedMember,
): Promise<string[]> {
  const { project, state } = context;
  const text = `${organization.id} member ${member.email_address}`;
  const id = member.member_id ?? derivedId("member", project.environment, text);
  const known = state.members.get(id);
  const password = await passwordOf(context, member, known?.password);
  state.members.remove(id);
  const created = createMember(context, organization, {
    id,
    emailAddress: member.email_address,
    emailId: member.email_id ?? emailIdOf(context, id),
    emailAddressVerified: member.email_address_verified,
    status: member.status,
    name: member.name,
    isBreakglass: member.is_breakglass,
    mfaEnrolled: member.mfa_enrolled,
    mfaPhoneNumber: member.mfa_phone_number,
    mfaPhoneNumberVerified: member.mfa_phone_number_verified,
    defaultMfaMethod: member.default_mfa_method,
    roles: member.roles,
    trustedMetadata: member.trusted_metadata,
    untrustedMetadata: member.untrusted_metadata,
    externalId: member.external_id,
  });
  const oauthRegistrations = seedAccounts(
    context,
    { id, email: member.email_address },
    member.oauth_registrations.map(({ member_oauth_registration_id: id, ...account }) => ({
      id,
      ...account,
    })),
  );
  state.members.replace({ ...created, password, oauthRegistrations });
  return [id, created.emailId, ...oauthRegistrations.map(({ registrationId }) => registrationId)];
}

async function passwordOf(
  { project }: ProjectContext,
  { password, password_hash }: Password,
  known: StoredPassword | null = null,
): Promise<StoredPassword | null> {
  if (password === undefined) return password_hash ?? known;
  if (password_hash !== undefined) {
    throw new SeedError("password_hash: goes without password; leave one of them out");
  }
  return storePassword(password, project.environment);
}
