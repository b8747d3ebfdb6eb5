import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type ProjectContext, type Services } from "../context.ts";
import { apiError } from "../errors.ts";
import { findUser } from "../people/find.ts";
import { subjectOf } from "../people/subject.ts";
import { checkDuration } from "../sessions/duration.ts";
import { renewSession, sessionFields, sessionProofFields } from "../sessions/login.ts";
import { sessionBody, sessionResponse } from "../sessions/response.ts";
import {
  findSession,
  isExpired,
  issueSession,
  revokeSession,
  type SessionProof,
} from "../sessions/sessions.ts";
import type { Session } from "../state/session.ts";
import { readQuery } from "../wire/query.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

export const authenticateSchema = z.object({
  ...sessionFields,
  ...sessionProofFields,
  authorization_check: z.unknown().optional(),
});

/**
 * Authenticate, list and revoke of the sessions of users.
 *
 * @see https://stytch.com/docs/api/session-auth
 */
export function sessionRoutes(services: Services): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.get("/", (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const { user_id } = readQuery(c.req, z.object({ user_id: z.string() }));
    const subject = { kind: "user", user: findUser(context.state, user_id) } as const;
    const sessions = openSessions(context, subject.user.id);
    return success(context.project, {
      sessions: sessions.map((session) => sessionBody(subject, session)),
    });
  });

  routes.post("/authenticate", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, authenticateSchema);
    return success(context.project, await authenticateSession(context, request));
  });

  routes.post("/revoke", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(
      c,
      z.object({ session_id: z.string().optional(), ...sessionProofFields }),
    );
    const session = await findRevocable(context, request, request.session_id);
    revokeSession(context.state, session);
    return success(context.project, {});
  });

  return routes;
}

/** Checks a session, extends it and renews its JWT: the same for users and members. */
export async function authenticateSession(
  context: ProjectContext,
  request: z.output<typeof authenticateSchema>,
) {
  const duration = checkDuration(request.session_duration_minutes);
  const session = await findSession(context, request);
  // Refusing is better than letting every check pass.
  if (request.authorization_check !== undefined) throw apiError("unavailable_endpoint");
  const renewed = renewSession(context, session, duration, request.session_custom_claims ?? {});
  const subject = subjectOf(context.state, renewed);
  return sessionResponse(subject, await issueSession(context, subject, renewed));
}

/** @throws ApiError 400 unless there is exactly one way of naming the session, 404 if unknown. */
export async function findRevocable(
  context: ProjectContext,
  proof: SessionProof,
  sessionId: string | undefined,
): Promise<Session> {
  const given = [sessionId, proof.session_token, proof.session_jwt].filter(Boolean);
  if (given.length > 1) throw apiError("too_many_session_revoke_arguments");
  if (given.length === 0) throw apiError("no_session_revoke_arguments");
  if (!sessionId) return findSession(context, proof);
  const session = context.state.sessions.get(sessionId);
  if (session === undefined || isExpired(session, context.clock.now()))
    throw apiError("session_not_found");
  return session;
}

/** @returns The sessions of a user or member that have not ended, oldest first. */
export function openSessions({ state, clock }: ProjectContext, subjectId: string): Session[] {
  const now = clock.now();
  return state.sessions.filter(
    (session) => session.subjectId === subjectId && !isExpired(session, now),
  );
}
