import { forgetGrants } from "../oauth/endings.ts";
import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import type { ProjectState } from "../state/store.ts";
import type { User } from "../state/user.ts";

export function removeUser(state: ProjectState, user: User): void {
  onSubjectRemoved(state, user.id);
  state.users.remove(user.id);
}

export function removeMember(state: ProjectState, member: Member): void {
  onSubjectRemoved(state, member.id);
  state.members.remove(member.id);
}

/** Removes an organization with its members. */
export function removeOrganization(state: ProjectState, organization: Organization): void {
  for (const member of state.members.filter((one) => one.organizationId === organization.id)) {
    removeMember(state, member);
  }
  for (const { id } of state.loginTokens.filter((one) => one.organizationId === organization.id)) {
    state.loginTokens.remove(id);
  }
  state.organizations.remove(organization.id);
}

/**
 * Removes what belongs to a user or member that is about to be removed.
 *
 * @param subjectId User id or member id.
 */
export function onSubjectRemoved(state: ProjectState, subjectId: string): void {
  for (const { id } of state.sessions.filter((session) => session.subjectId === subjectId)) {
    state.sessions.remove(id);
  }
  forgetGrants(state, (parties) => parties.subjectId === subjectId);
}
