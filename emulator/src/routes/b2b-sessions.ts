import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type Services } from "../context.ts";
import { apiError } from "../errors.ts";
import { findMember, findOrganization } from "../people/find.ts";
import { sessionProofFields } from "../sessions/login.ts";
import { sessionBody } from "../sessions/response.ts";
import { revokeSession } from "../sessions/sessions.ts";
import { readQuery } from "../wire/query.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";
import {
  authenticateSchema,
  authenticateSession,
  findRevocable,
  openSessions,
} from "./sessions.ts";

const listSchema = z.object({ organization_id: z.string(), member_id: z.string() });

const revokeSchema = z.object({
  member_session_id: z.string().optional(),
  member_id: z.string().optional(),
  ...sessionProofFields,
});

/**
 * Authenticate, list and revoke of the sessions of members.
 *
 * @see https://stytch.com/docs/b2b/api/authenticate-session
 */
export function b2bSessionRoutes(services: Services): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.get("/", (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const query = readQuery(c.req, listSchema);
    const organization = findOrganization(context.state, query.organization_id);
    const member = findMember(context.state, organization, query.member_id);
    const subject = { kind: "member", member, organization } as const;
    const sessions = openSessions(context, member.id);
    return success(context.project, {
      member_sessions: sessions.map((session) => sessionBody(subject, session)),
    });
  });

  routes.post("/authenticate", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, authenticateSchema);
    return success(context.project, await authenticateSession(context, request));
  });

  routes.post("/revoke", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const { state, project } = context;
    const { member_session_id, member_id, ...proof } = await readBody(c, revokeSchema);
    if (!member_id) {
      revokeSession(state, await findRevocable(context, proof, member_session_id));
      return success(project, {});
    }
    if (member_session_id || proof.session_token || proof.session_jwt) {
      throw apiError("too_many_session_revoke_arguments");
    }
    if (state.members.get(member_id) === undefined) throw apiError("member_not_found");
    for (const session of openSessions(context, member_id)) revokeSession(state, session);
    return success(project, {});
  });

  return routes;
}
