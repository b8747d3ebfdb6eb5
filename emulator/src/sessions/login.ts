import { z } from "zod";
import type { ProjectContext } from "../context.ts";
import { apiError } from "../errors.ts";
import { type Subject, subjectId } from "../people/subject-type.ts";
import type { AuthenticationFactor, Session } from "../state/session.ts";
import { type CustomClaims, changeCustomClaims } from "./custom-claims.ts";
import { checkDuration } from "./duration.ts";
import { withFactor } from "./factors.ts";
import { createSession, findSession, type IssuedSession, issueSession } from "./sessions.ts";

const B2B_DEFAULT_MINUTES = 60;

/** The fields of a request that decide how long a session lives and what it claims. */
export const sessionFields = {
  session_duration_minutes: z.int32().optional(),
  session_custom_claims: z.record(z.string(), z.unknown()).optional(),
};

/** The fields of a request that add a factor to a session instead of starting one. */
export const sessionProofFields = {
  session_token: z.string().optional(),
  session_jwt: z.string().optional(),
};

const loginFields = z.object({ ...sessionFields, ...sessionProofFields });

export type LoginFields = z.output<typeof loginFields>;

/**
 * Refuses beforehand what `logIn` would refuse about a new session, so that a login that fails
 * changes nothing.
 *
 * @throws ApiError 400.
 */
export function checkLogin(request: LoginFields): void {
  checkDuration(request.session_duration_minutes);
  changeCustomClaims({}, request.session_custom_claims ?? {});
  if (request.session_token && request.session_jwt) throw apiError("too_many_session_arguments");
}

/**
 * Gives a subject that has just authenticated a session: adds the factor to the one of the request
 * or starts one, for members of 60 minutes unless the request says otherwise.
 *
 * @returns Undefined for a user without `session_duration_minutes`: that requests no session.
 * @throws ApiError 400 for wrong session fields or a session of someone else.
 */
export async function logIn(
  context: ProjectContext,
  subject: Subject,
  factor: AuthenticationFactor,
  request: LoginFields,
): Promise<IssuedSession | undefined> {
  const asked = checkDuration(request.session_duration_minutes);
  const customClaims = request.session_custom_claims ?? {};
  if (request.session_token || request.session_jwt) {
    const session = await findSession(context, request);
    if (session.subjectId !== subjectId(subject)) {
      throw subject.kind === "user"
        ? apiError("user_id_mismatch")
        : apiError("member_session_member_id_mismatch");
    }
    const renewed = renewSession(context, session, asked, customClaims, factor);
    return issueSession(context, subject, renewed);
  }
  const durationMinutes = asked ?? (subject.kind === "member" ? B2B_DEFAULT_MINUTES : undefined);
  if (durationMinutes === undefined) return undefined;
  return createSession(context, subject, { durationMinutes, customClaims, factors: [factor] });
}

/**
 * Records an access to a session.
 *
 * @param durationMinutes Makes the session end so many minutes from now. Absent: it ends as before.
 * @throws ApiError 400 for wrong custom claims; nothing is changed then.
 */
export function renewSession(
  { state, clock }: ProjectContext,
  session: Session,
  durationMinutes: number | undefined,
  customClaims: CustomClaims,
  factor?: AuthenticationFactor,
): Session {
  const now = clock.now();
  const renewed: Session = {
    ...session,
    lastAccessedAt: now,
    expiresAt: durationMinutes === undefined ? session.expiresAt : now + durationMinutes * 60_000,
    customClaims: changeCustomClaims(session.customClaims, customClaims),
    factors: factor === undefined ? session.factors : withFactor(session.factors, factor),
  };
  state.sessions.replace(renewed);
  return renewed;
}
