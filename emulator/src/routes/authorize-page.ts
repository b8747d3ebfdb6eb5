import { type Context, Hono } from "hono";
import { z } from "zod";
import { ApiError, apiError } from "../errors.ts";
import { authorize } from "../oauth/authorize.ts";
import { type OAuthContext, type OAuthServices, oauthContextOf } from "../oauth/context.ts";
import type { DomainEnv } from "../oauth/domain.ts";
import { checkAuthorization, findClient } from "../oauth/preflight.ts";
import {
  type AuthorizationQuery,
  authorizationOf,
  authorizationQuerySchema,
  errorRedirect,
  isWithoutRequest,
  queryProblem,
  redirectedError,
} from "../pages/authorization-query.ts";
import { consentPage, loginPage, problemPage } from "../pages/authorize-page.ts";
import { type Markup, pageResponse } from "../pages/layout.ts";
import { choices, logInAs } from "../pages/people.ts";
import { hrefOf } from "../pages/scene.ts";
import { parse } from "../parse.ts";
import type { PageServices } from "./page-scene.ts";
import { clientChoice } from "./sign-in-page.ts";

const loginSchema = z.object({ person: z.string(), email: z.string() });

const decisionSchema = z.object({
  session_token: z.string(),
  decision: z.enum(["allow", "deny"]),
});

/**
 * An authorization page as a customer of Stytch would serve one, for demonstrations: visitors choose
 * who they are and decide about consent where it is required.
 */
export function authorizePageRoutes(services: OAuthServices & PageServices): Hono<DomainEnv> {
  const routes = new Hono<DomainEnv>();

  routes.get("/authorize", (c) => {
    if (isWithoutRequest(c.req.query())) return clientChoice(c, services);
    return withQuery(c, services, async (context, query) => {
      const app = findClient(context, query.client_id, query.redirect_uri);
      return loginResponse(loginPage(app, choices(context)));
    });
  });

  routes.post("/authorize", (c) =>
    withQuery(c, services, async (context, query) => {
      const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
      const decision = decisionSchema.safeParse(form);
      if (decision.success) {
        return submit(context, query, decision.data.session_token, decision.data.decision);
      }
      const login = loginSchema.safeParse(form);
      if (!login.success)
        throw apiError("invalid_argument", "neither a person nor a decision was sent");
      let sessionToken: string;
      try {
        sessionToken = await logInAs(context, login.data);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const app = findClient(context, query.client_id, query.redirect_uri);
        return loginResponse(loginPage(app, choices(context), error.message), error.status);
      }
      const preflight = await checkAuthorization(context, authorizationOf(query, sessionToken));
      if (!preflight.consentRequired) return submit(context, query, sessionToken, "allow");
      return loginResponse(consentPage(preflight, sessionToken));
    }),
  );

  return routes;
}

async function submit(
  context: OAuthContext,
  query: AuthorizationQuery,
  sessionToken: string,
  decision: "allow" | "deny",
): Promise<Response> {
  const { redirectUri } = await authorize(context, {
    ...authorizationOf(query, sessionToken),
    consentGranted: decision === "allow",
  });
  return redirect(query, redirectUri);
}

/** Responds with a redirect or a page whatever goes wrong. */
async function withQuery(
  c: Context<DomainEnv>,
  services: OAuthServices,
  respond: (context: OAuthContext, query: AuthorizationQuery) => Promise<Response>,
): Promise<Response> {
  const parsed = parse(authorizationQuerySchema, c.req.query());
  if (!parsed.ok) {
    return loginResponse(problemPage("invalid_request", `${parsed.place} is missing.`), 400);
  }
  const query = parsed.value;
  const context = oauthContextOf(services, c.env.domain, c.req);
  try {
    findClient(context, query.client_id, query.redirect_uri);
    const problem = queryProblem(query);
    return problem === undefined
      ? await respond(context, query)
      : redirect(query, errorRedirect(context, query, problem));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const oauthError = redirectedError(error.errorType);
    return oauthError === undefined
      ? loginResponse(problemPage(error.errorType, error.message), error.status)
      : redirect(query, errorRedirect(context, query, oauthError));
  }
}

function loginResponse(page: Markup, status = 200): Promise<Response> {
  return pageResponse(page, { status, leads: "elsewhere" });
}

/**
 * 303, so that a form is not sent on to the client. The emulator's own sign-in page gets the whole response
 * behind `#`.
 */
function redirect(query: AuthorizationQuery, response: string): Response {
  const location =
    query.emulator_sign_in === undefined
      ? response
      : `${hrefOf("sign-in", query.client_id)}#${encodeURIComponent(response.toWellFormed())}`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
