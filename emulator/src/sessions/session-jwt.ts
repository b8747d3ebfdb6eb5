import type { ProjectContext } from "../context.ts";
import { signJwt } from "../keys/keys.ts";
import { type Subject, subjectId, subjectRoles } from "../people/subject-type.ts";
import type { Session } from "../state/session.ts";
import { epochSeconds, timestamp } from "../timestamp.ts";
import { factorBody } from "./factors.ts";

/** A session JWT lives 5 minutes, however long its session does. */
const SESSION_JWT_SECONDS = 300;

export const SESSION_CLAIM = "https://stytch.com/session";
const ORGANIZATION_CLAIM = "https://stytch.com/organization";

/** @see https://stytch.com/docs/guides/sessions/using-jwts */
export async function signSessionJwt(
  context: ProjectContext,
  subject: Subject,
  session: Session,
): Promise<string> {
  const now = epochSeconds(context.clock.now());
  return signJwt(
    context.state,
    {
      // First, so that none of them can take the place of a claim of the session itself.
      ...session.customClaims,
      [SESSION_CLAIM]: sessionClaim(subject, session),
      ...organizationClaim(subject),
      iss: context.issuer,
      sub: subjectId(subject),
      aud: [context.project.projectId],
      iat: now,
      nbf: now,
      exp: now + SESSION_JWT_SECONDS,
    },
    context,
  );
}

/** The claim that names the organization of a member; none for a user. */
export function organizationClaim(subject: Subject) {
  if (subject.kind === "user") return {};
  const { id, settings } = subject.organization;
  return { [ORGANIZATION_CLAIM]: { organization_id: id, slug: settings.organizationSlug } };
}

function sessionClaim(subject: Subject, session: Session) {
  return {
    id: session.id,
    started_at: timestamp(session.startedAt),
    last_accessed_at: timestamp(session.lastAccessedAt),
    expires_at: timestamp(session.expiresAt),
    attributes: {
      ip_address: session.attributes.ipAddress,
      user_agent: session.attributes.userAgent,
    },
    authentication_factors: session.factors.map(factorBody),
    roles: subjectRoles(subject),
  };
}
