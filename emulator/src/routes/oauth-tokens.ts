import { type Context, Hono, type HonoRequest } from "hono";
import { z } from "zod";
import { authenticateClient, clientFieldsSchema } from "../oauth/client-authentication.ts";
import { type OAuthContext, type OAuthServices, oauthContextOf } from "../oauth/context.ts";
import { type DomainEnv, projectOf } from "../oauth/domain.ts";
import { introspect } from "../oauth/introspect.ts";
import { OAuthError } from "../oauth/oauth-error.ts";
import { readParameters } from "../oauth/parameters.ts";
import { oauthFailure, oauthSuccess } from "../oauth/responses.ts";
import { revokeToken } from "../oauth/revoke.ts";
import { grantByCode, grantByRefreshToken } from "../oauth/token-grants.ts";

const tokenRequestSchema = clientFieldsSchema.extend({
  grant_type: z.string(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
});

/** `token_type_hint` is no more than a hint, and not needed here. */
const aboutTokenSchema = clientFieldsSchema.extend({ token: z.string() });

/**
 * Token, introspection and revocation: the endpoints where clients prove who they are.
 *
 * @see https://stytch.com/docs/api/connected-app-token
 */
export function oauthTokenRoutes(services: OAuthServices): Hono<DomainEnv> {
  const routes = new Hono<DomainEnv>();

  const post = (path: string, handle: Handler) => {
    routes.post(path, async (c: Context<DomainEnv>) => {
      const project = projectOf(c, services.projects);
      try {
        const context = oauthContextOf(services, project, c.req);
        return oauthSuccess(project, await handle(context, c.req));
      } catch (error) {
        if (error instanceof OAuthError) return oauthFailure(project, error);
        throw error;
      }
    });
  };

  post("/token", async (context, request) => {
    const fields = await readParameters(request, tokenRequestSchema);
    const app = authenticateClient(context, request, fields);
    if (fields.grant_type === "authorization_code") {
      const { code, redirect_uri: redirectUri, code_verifier: codeVerifier } = fields;
      if (code === undefined) throw new OAuthError("invalid_request", "code is missing.");
      return grantByCode(context, app, { code, redirectUri, codeVerifier });
    }
    if (fields.grant_type === "refresh_token") {
      if (fields.refresh_token === undefined)
        throw new OAuthError("invalid_request", "refresh_token is missing.");
      return grantByRefreshToken(context, app, fields.refresh_token, fields.scope);
    }
    throw new OAuthError(
      "unsupported_grant_type",
      "grant_type must be authorization_code or refresh_token.",
    );
  });

  post("/introspect", async (context, request) => {
    const fields = await readParameters(request, aboutTokenSchema);
    return introspect(context, authenticateClient(context, request, fields), fields.token);
  });

  post("/revoke", async (context, request) => {
    const fields = await readParameters(request, aboutTokenSchema);
    revokeToken(context, authenticateClient(context, request, fields), fields.token);
    return {};
  });

  return routes;
}

type Handler = (context: OAuthContext, request: HonoRequest) => Promise<Record<string, unknown>>;
