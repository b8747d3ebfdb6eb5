import type { CheckContext } from "../context.ts";
import { RequestError } from "../errors.ts";
import { MARK_CLAIM } from "../options.ts";
import { findPerson, type Person } from "../stytch/people.ts";
import {
  exchangeAccessToken,
  type LiveSession,
  listSessions,
  revokeSession,
  type SessionWish,
} from "../stytch/sessions.ts";
import type { Vertical } from "../target.ts";

/** What sessions of this run have; the mark distinguishes them from all others. */
export function sessionWish(context: CheckContext): SessionWish {
  const { options, mark } = context;
  return {
    durationMinutes: options.sessionDurationMinutes,
    customClaims: { ...options.sessionCustomClaims, [MARK_CLAIM]: mark.runId },
  };
}

/** Turns an access token into a session, which clean-up revokes. */
export async function exchange(context: CheckContext, accessToken: string): Promise<LiveSession> {
  const { call, findings, secrets, sessionIds } = context;
  const wish = sessionWish(context);
  const session = await exchangeAccessToken(call, findings.get("vertical"), accessToken, wish);
  secrets.add(session.token, session.jwt);
  sessionIds.add(session.id);
  return session;
}

/**
 * Makes clean-up revoke every session with the mark of this run, even if the response was
 * lost, and the sessions in `context.sessionIds`.
 */
export function revokeSessionsLater(
  context: CheckContext,
  vertical: Vertical,
  person: Person,
): void {
  context.cleanup.add("sessions made by the test", () => revokeMarked(context, vertical, person));
}

async function revokeMarked(
  { call, mark, sessionIds }: CheckContext,
  vertical: Vertical,
  person: Person,
): Promise<boolean> {
  for (const session of await listSessions(call, person)) {
    if (session.customClaims[MARK_CLAIM] === mark.runId) sessionIds.add(session.id);
  }
  for (const id of sessionIds) await revokeSession(call, vertical, id);
  return sessionIds.size > 0;
}

/**
 * Makes clean-up revoke the session of a login that lost its response, and with it the id of the
 * person.
 */
export function revokeLostSessionLater(context: CheckContext, vertical: Vertical): void {
  const { call, cleanup, options } = context;
  const { email, organizationId } = options.subject;
  cleanup.add("session whose response was lost", async () => {
    const found =
      context.subjectKind === "password" && email !== undefined
        ? await findPerson(call, vertical, email, organizationId)
        : undefined;
    if (found === undefined) {
      const minutes = options.sessionDurationMinutes;
      const problem = `the person behind the session is unknown; it expires in ${minutes} min`;
      throw Object.assign(new RequestError("login", problem), { retried: true });
    }
    await revokeMarked(context, vertical, found);
  });
}
