import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { type OAuthServices, oauthContextOf } from "../oauth/context.ts";
import { exchangeAccessToken } from "../oauth/exchange.ts";
import { subjectId } from "../people/subject-type.ts";
import { checkDuration } from "../sessions/duration.ts";
import { sessionFields } from "../sessions/login.ts";
import { sessionResponse } from "../sessions/response.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const B2B_DEFAULT_MINUTES = 60;

const exchangeSchema = z.object({
  ...sessionFields,
  access_token: z.string(),
  telemetry_id: z.string().optional(),
});

/**
 * Access token in, session out. Without `session_duration_minutes` a member gets a session of 60
 * minutes and a user none.
 *
 * @see https://stytch.com/docs/b2b/api/connected-app-access-token-exchange
 */
export function exchangeAccessTokenRoutes(services: OAuthServices): Hono<AuthenticatedEnv> {
  return new Hono<AuthenticatedEnv>().post("/exchange_access_token", async (c) => {
    const project = c.get("project");
    const request = await readBody(c, exchangeSchema);
    const asked = checkDuration(request.session_duration_minutes);
    const standard = project.vertical === "b2b" ? B2B_DEFAULT_MINUTES : undefined;
    const context = oauthContextOf(services, project, c.req);
    const { subject, issued } = await exchangeAccessToken(context, {
      accessToken: request.access_token,
      durationMinutes: asked ?? standard,
      customClaims: request.session_custom_claims ?? {},
    });
    return success(project, {
      [subject.kind === "user" ? "user_id" : "member_id"]: subjectId(subject),
      ...sessionResponse(subject, issued),
    });
  });
}
