import type { ProjectContext } from "../context.ts";
import { apiError } from "../errors.ts";
import { findSession, type SessionProof } from "../sessions/sessions.ts";
import type { Session } from "../state/session.ts";
import type { ProjectState } from "../state/store.ts";
import { findMember, findOrganization, findUser } from "./find.ts";
import type { Subject } from "./subject-type.ts";

export { type Subject, subjectId, subjectRoles } from "./subject-type.ts";

/** The ways of naming the subject of an authorization; `""` counts as absent. */
export interface SubjectFields extends SessionProof {
  user_id?: string | undefined;
  organization_id?: string | undefined;
  member_id?: string | undefined;
}

/**
 * Finds who authorizes. Fields of the other vertical are ignored.
 *
 * @returns The session too if the fields name the subject by one.
 * @throws ApiError 400 `no_oauth_authorize_user_selector` or `no_oauth_authorize_member_selector`
 * if no one is named, 400 `too_many_session_arguments` or `too_many_user_selection_arguments` if
 * in more than one way, and what looking up a session, user, organization or member throws.
 */
export async function resolveSubject(
  context: ProjectContext,
  fields: SubjectFields,
): Promise<{ subject: Subject; session?: Session }> {
  const { project, state } = context;
  const isB2b = project.vertical === "b2b";
  if (fields.session_token && fields.session_jwt) throw apiError("too_many_session_arguments");
  const byId = isB2b ? fields.organization_id || fields.member_id : fields.user_id;
  if (fields.session_token || fields.session_jwt) {
    if (byId) throw apiError("too_many_user_selection_arguments");
    const session = await findSession(context, fields);
    return { subject: subjectOf(state, session), session };
  }
  if (!isB2b) {
    if (!fields.user_id) throw apiError("no_oauth_authorize_user_selector");
    return { subject: { kind: "user", user: findUser(state, fields.user_id) } };
  }
  if (!fields.organization_id || !fields.member_id)
    throw apiError("no_oauth_authorize_member_selector");
  const organization = findOrganization(state, fields.organization_id);
  return { subject: memberSubject(state, organization.id, fields.member_id) };
}

/** @throws ApiError 404 if the user or member no longer exists. */
export function subjectOf(
  state: ProjectState,
  { subjectId, organizationId }: { subjectId: string; organizationId: string | null },
): Subject {
  if (organizationId !== null) return memberSubject(state, organizationId, subjectId);
  return { kind: "user", user: findUser(state, subjectId) };
}

function memberSubject(state: ProjectState, organizationId: string, memberId: string): Subject {
  const organization = findOrganization(state, organizationId);
  return { kind: "member", organization, member: findMember(state, organization, memberId) };
}
