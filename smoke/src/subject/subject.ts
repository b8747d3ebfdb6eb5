import type { Person } from "../stytch/people.ts";
import type { LiveSession, SessionCredential } from "../stytch/sessions.ts";

/** Someone with a living session, on whose behalf the app asks for tokens. */
export interface Subject extends Person {
  /** What authorization requests name the session by. */
  readonly credential: SessionCredential;
  /** Whether the test made this person, who thus never consented to anything. */
  readonly temporary: boolean;
  /** Whether they had agreed to the client before the test, and are to have so after it. */
  readonly consented: boolean;
}

/** The subject that a session belongs to. */
export function subjectOf(
  session: LiveSession,
  credential: SessionCredential,
  temporary: boolean,
): Omit<Subject, "consented"> {
  const { subjectId, organizationId } = session;
  return { subjectId, organizationId, credential, temporary };
}
