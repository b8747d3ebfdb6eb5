import type { Person } from "../stytch/people.ts";
import type { LiveSession, SessionCredential } from "../stytch/sessions.ts";

/** Someone with an active session, on whose behalf the app asks for tokens. */
export interface Subject extends Person {
  /** How authorization requests name the session. */
  readonly credential: SessionCredential;
  /** Whether the test created this person, who has never consented to anything. */
  readonly temporary: boolean;
  /** Whether they had consented to the client before the test; then the consent stays. */
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
