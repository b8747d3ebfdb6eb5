import { type Context, Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { apiError } from "../errors.ts";
import { authorize } from "../oauth/authorize.ts";
import { type OAuthServices, oauthContextOf } from "../oauth/context.ts";
import { checkAuthorization } from "../oauth/preflight.ts";
import { subjectId } from "../people/subject-type.ts";
import { subjectBody } from "../sessions/response.ts";
import { publicClientBody } from "../wire/connected-app-output.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const startFields = {
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.string().default("code"),
  scopes: z.array(z.string()),
  prompt: z.string().default(""),
  user_id: z.string().optional(),
  organization_id: z.string().optional(),
  member_id: z.string().optional(),
  session_token: z.string().optional(),
  session_jwt: z.string().optional(),
};

const startRequestSchema = z.object(startFields);

const submitRequestSchema = z.object({
  ...startFields,
  consent_granted: z.boolean(),
  state: z.string().optional(),
  nonce: z.string().optional(),
  code_challenge: z.string().optional(),
  // Accepted and without effect: what Stytch does with it is not documented.
  resources: z.array(z.string()).optional(),
});

/**
 * The back end of an authorization page, the same for both verticals but for the subject.
 *
 * @see https://stytch.com/docs/b2b/api/connected-app-oauth-authorize-start
 */
export function authorizeRoutes(services: OAuthServices): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/authorize/start", async (c) => {
    const request = await readBody(c, startRequestSchema);
    const { subject, app, consentRequired, scopeResults } = await checkAuthorization(
      contextOf(c, services),
      readRequest(request),
    );
    return success(c.get("project"), {
      [subject.kind === "user" ? "user_id" : "member_id"]: subjectId(subject),
      ...subjectBody(subject),
      client: publicClientBody(app, c.get("habits")),
      consent_required: consentRequired,
      scope_results: scopeResults.map(({ scope, description, isGrantable }) => ({
        scope,
        description,
        is_grantable: isGrantable,
      })),
    });
  });

  routes.post("/authorize", async (c) => {
    const { unknown_fields_of_authorize } = c.get("habits");
    const request = await readBody(c, submitRequestSchema, unknown_fields_of_authorize);
    const { redirectUri, code } = await authorize(contextOf(c, services), {
      ...readRequest(request),
      consentGranted: request.consent_granted,
      state: request.state,
      nonce: request.nonce,
      codeChallenge: request.code_challenge,
    });
    return success(c.get("project"), {
      redirect_uri: redirectUri,
      ...(code !== undefined && { authorization_code: code }),
    });
  });

  return routes;
}

function contextOf(c: Context<AuthenticatedEnv>, services: OAuthServices) {
  return oauthContextOf(services, c.get("project"), c.req);
}

function readRequest(request: z.output<typeof startRequestSchema>) {
  if (request.response_type !== "code")
    throw apiError("invalid_argument", "response_type must be code");
  const { client_id, redirect_uri, scopes, prompt, ...selector } = request;
  return { clientId: client_id, redirectUri: redirect_uri, scopes, prompt, selector };
}
