import type { ProjectContext } from "../context.ts";
import { newId } from "../ids.ts";
import { checkEmail } from "../people/checks.ts";
import { findMemberByEmail, findUserByEmail } from "../people/find.ts";
import { createMember } from "../people/members.ts";
import { subjectOf } from "../people/subject.ts";
import type { Subject } from "../people/subject-type.ts";
import { createUser } from "../people/users.ts";
import { passwordFactor } from "../sessions/factors.ts";
import { createSession } from "../sessions/sessions.ts";
import type { Organization } from "../state/organization.ts";
import { DEFAULT_ORGANIZATION } from "../wire/organization-input.ts";

const SESSION_MINUTES = 60;

export interface Choice {
  id: string;
  label: string;
}

/** Everyone who can log in to the page, oldest first. */
export function choices({ project, state }: ProjectContext): Choice[] {
  if (project.vertical === "consumer") {
    return state.users.all().map(({ id, emails }) => ({ id, label: emails[0]?.email ?? id }));
  }
  return state.members.all().map(({ id, emailAddress, organizationId }) => {
    const { organizationName } = state.organizations.get(organizationId)?.settings ?? {};
    return { id, label: `${emailAddress} (${organizationName})` };
  });
}

/**
 * Logs in the chosen person, without a password, or the one with the email address; someone new is
 * created, in B2B in the oldest organization.
 *
 * @returns A session token.
 * @throws ApiError 400 `invalid_email`, 404 if the chosen person no longer exists.
 */
export async function logInAs(
  context: ProjectContext,
  { person, email }: { person: string; email: string },
): Promise<string> {
  const subject = person === "" ? byEmail(context, checkEmail(email)) : byId(context, person);
  const factor = passwordFactor(emailOf(subject), context.clock.now());
  const session = { durationMinutes: SESSION_MINUTES, factors: [factor] };
  return (await createSession(context, subject, session)).sessionToken;
}

function byId({ state }: ProjectContext, id: string): Subject {
  const organizationId = state.members.get(id)?.organizationId ?? null;
  return subjectOf(state, { subjectId: id, organizationId });
}

function byEmail(context: ProjectContext, email: string): Subject {
  const { project, state } = context;
  if (project.vertical === "consumer") {
    const known = findUserByEmail(state, email);
    return { kind: "user", user: known ?? createUser(context, { email, emailVerified: true }) };
  }
  const organization = state.organizations.all()[0] ?? createOrganization(context);
  const member =
    findMemberByEmail(state, organization, email) ??
    createMember(context, organization, { emailAddress: email, emailAddressVerified: true });
  return { kind: "member", member, organization };
}

function createOrganization({ project, state, clock }: ProjectContext): Organization {
  const organization: Organization = {
    id: newId("organization", project.environment),
    settings: {
      ...DEFAULT_ORGANIZATION,
      organizationName: "Emulated organization",
      organizationSlug: "emulated-organization",
    },
    createdAt: clock.now(),
    updatedAt: clock.now(),
  };
  state.organizations.add(organization);
  return organization;
}

function emailOf(subject: Subject) {
  if (subject.kind === "member") {
    return { emailId: subject.member.emailId, email: subject.member.emailAddress };
  }
  return subject.user.emails[0] ?? { emailId: "", email: "" };
}
