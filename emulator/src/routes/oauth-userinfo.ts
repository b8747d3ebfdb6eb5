import { type Context, Hono } from "hono";
import { ApiError, apiError } from "../errors.ts";
import { type OAuthContext, type OAuthServices, oauthContextOf } from "../oauth/context.ts";
import { type DomainEnv, projectOf } from "../oauth/domain.ts";
import { asUnauthorized, findLiveAccessToken } from "../oauth/live-access-token.ts";
import { scopeClaims } from "../oauth/subject-claims.ts";
import { subjectOf } from "../people/subject.ts";
import { failure, success } from "../wire/responses.ts";

/**
 * What the scopes of an access token disclose of its subject.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#UserInfo
 */
export function oauthUserinfoRoutes(services: OAuthServices): Hono<DomainEnv> {
  const respond = (c: Context<DomainEnv>) => {
    const project = projectOf(c, services.projects);
    const context = oauthContextOf(services, project, c.req);
    const token = /^bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (token === undefined) {
      return failure(project, apiError("unauthorized_credentials"), {
        "www-authenticate": "Bearer",
      });
    }
    try {
      return success(project, userinfo(context, token));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // RFC 6750 section 3.1 has this one error for every invalid token.
      const challenge = 'Bearer error="invalid_token"';
      return failure(project, asUnauthorized(error), { "www-authenticate": challenge });
    }
  };
  return new Hono<DomainEnv>().get("/userinfo", respond).post("/userinfo", respond);
}

function userinfo(context: OAuthContext, token: string) {
  const { grant } = findLiveAccessToken(context, token);
  const claims = scopeClaims(subjectOf(context.state, grant), grant.scopes);
  return { sub: grant.subjectId, ...claims };
}
