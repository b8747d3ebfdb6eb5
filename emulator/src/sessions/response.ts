import { type Subject, subjectRoles } from "../people/subject-type.ts";
import type { Session } from "../state/session.ts";
import { timestamp } from "../timestamp.ts";
import { memberBody, organizationBody, userBody } from "../wire/person-output.ts";
import { factorBody } from "./factors.ts";
import type { IssuedSession } from "./sessions.ts";

/** The user, or the member with the organization, as every response about a subject has them. */
export function subjectBody(subject: Subject) {
  return subject.kind === "user"
    ? { user: userBody(subject.user) }
    : { member: memberBody(subject.member), organization: organizationBody(subject.organization) };
}

/**
 * The fields of a response that may come with a session: `session_token`, `session_jwt`, the
 * subject's own objects, and `session` for a user, `member_session` for a member.
 *
 * @param issued None: the two tokens are `""` and the session is null.
 */
export function sessionResponse(subject: Subject, issued: IssuedSession | undefined) {
  const body = issued === undefined ? null : sessionBody(subject, issued.session);
  return {
    ...(subject.kind === "user" ? { session: body } : { member_session: body }),
    ...sessionTokens(issued),
    ...subjectBody(subject),
  };
}

/** The two proofs of a session, both `""` if there is none. */
export function sessionTokens(issued: IssuedSession | undefined) {
  return { session_token: issued?.sessionToken ?? "", session_jwt: issued?.sessionJwt ?? "" };
}

/** A Session, or a MemberSession. */
export function sessionBody(subject: Subject, session: Session) {
  const common = {
    started_at: timestamp(session.startedAt),
    last_accessed_at: timestamp(session.lastAccessedAt),
    expires_at: timestamp(session.expiresAt),
    authentication_factors: session.factors.map(factorBody),
    roles: subjectRoles(subject),
    custom_claims: session.customClaims,
  };
  if (subject.kind === "member") {
    const { member, organization } = subject;
    return {
      member_session_id: session.id,
      member_id: member.id,
      organization_id: organization.id,
      organization_slug: organization.settings.organizationSlug,
      ...common,
    };
  }
  return {
    session_id: session.id,
    user_id: subject.user.id,
    ...common,
    attributes: {
      ip_address: session.attributes.ipAddress,
      user_agent: session.attributes.userAgent,
    },
  };
}
