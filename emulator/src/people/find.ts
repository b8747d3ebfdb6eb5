import { apiError } from "../errors.ts";
import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import type { ProjectState } from "../state/store.ts";
import type { User } from "../state/user.ts";

/**
 * @param id User id or external id.
 * @throws ApiError 404 `user_not_found`.
 */
export function findUser(state: ProjectState, id: string): User {
  const user = state.users.get(id) ?? state.users.find((other) => other.externalId === id);
  if (user === undefined) throw apiError("user_not_found");
  return user;
}

export function findUserByEmail(state: ProjectState, email: string): User | undefined {
  return state.users.find((user) => user.emails.some((entry) => sameEmail(entry.email, email)));
}

/**
 * @param id Organization id, slug or external id.
 * @throws ApiError 404 `organization_not_found`.
 */
export function findOrganization(state: ProjectState, id: string): Organization {
  const organization =
    state.organizations.get(id) ??
    state.organizations.find(({ settings }) => settings.organizationSlug === id) ??
    state.organizations.find(({ settings }) => settings.organizationExternalId === id);
  if (organization === undefined) throw apiError("organization_not_found");
  return organization;
}

/**
 * @param id Member id or external id.
 * @throws ApiError 404 `member_not_found`; a member of another organization is none.
 */
export function findMember(state: ProjectState, organization: Organization, id: string): Member {
  const ofOrganization = (member: Member | undefined) =>
    member?.organizationId === organization.id ? member : undefined;
  const member =
    ofOrganization(state.members.get(id)) ??
    state.members.find((other) => ofOrganization(other)?.externalId === id);
  if (member === undefined) throw apiError("member_not_found");
  return member;
}

export function findMemberByEmail(
  state: ProjectState,
  organization: Organization,
  email: string,
): Member | undefined {
  return state.members.find(
    (member) => member.organizationId === organization.id && sameEmail(member.emailAddress, email),
  );
}

function sameEmail(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
