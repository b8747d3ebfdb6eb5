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

/** What sessions made by this run are like; the mark tells them from all others. */
export function sessionWish(context: CheckContext): SessionWish {
  const { options, mark } = context;
  return {
    durationMinutes: options.sessionDurationMinutes,
    customClaims: { ...options.sessionCustomClaims, [MARK_CLAIM]: mark.runId },
  };
}

/** Turns an access token into a session, to be revoked at clean-up. */
export async function exchange(context: CheckContext, accessToken: string): Promise<LiveSession> {
  const { call, findings, secrets, sessionIds } = context;
  const wish = sessionWish(context);
  const session = await exchangeAccessToken(call, findings.get("vertical"), accessToken, wish);
  secrets.add(session.token, session.jwt);
  sessionIds.add(session.id);
  return session;
}

/**
 * Has every session that carries the mark of this run revoked at clean-up, also those whose response
 * was lost, and those that were noted in `context.sessionIds`.
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
 * Has the session of a login revoked at clean-up whose response was lost, along with the name of
 * whom it is for.
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
      const problem = `whose session it is is unknown; it ends in ${minutes} min`;
      throw Object.assign(new RequestError("login", problem), { retried: true });
    }
    await revokeMarked(context, vertical, found);
  });
}
