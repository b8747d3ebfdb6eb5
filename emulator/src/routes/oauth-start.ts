import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type ProjectContext, type Services } from "../context.ts";
import { apiError } from "../errors.ts";
import { isCodeChallenge } from "../oauth/pkce.ts";
import { issueLoginToken } from "../oauth-login/login-tokens.ts";
import { providerOf } from "../oauth-login/providers.ts";
import { checkEmail } from "../people/checks.ts";
import { findOrganization } from "../people/find.ts";
import { type Projects, publicTokenOf, type Vertical } from "../projects.ts";
import { readQuery } from "../wire/query.ts";

const querySchema = z.object({
  public_token: z.string().optional(),
  login_redirect_url: z.string().optional(),
  custom_scopes: z.string().default(""),
  /** The address of the emulated account. */
  provider_login_hint: z.string().optional(),
  code_challenge: z.string().optional(),
  pkce_code_challenge: z.string().optional(),
  organization_id: z.string().optional(),
  slug: z.string().optional(),
});

type Query = z.output<typeof querySchema>;

const BASE_SCOPES = ["openid", "email", "profile"];

/**
 * Starts a social login, which ends at once: the emulated provider knows one account for every
 * email address, takes the one of `provider_login_hint` (default `{provider}@example.com`) and
 * sends the browser back with a token. No credentials.
 *
 * @param vertical Members log in to an organization, which `organization_id` or `slug` names.
 * @see https://stytch.com/docs/api/oauth-google-start
 */
export function oauthStartRoutes(
  services: Services,
  projects: Projects,
  vertical: Vertical,
): Hono<AuthenticatedEnv> {
  return new Hono<AuthenticatedEnv>().get("/:provider/start", (c) => {
    const query = readQuery(c.req, querySchema);
    const context = contextOf(services, projectOf(projects, query, vertical), c.req);
    const provider = providerOf(c.req.param("provider"), vertical);
    if (provider === undefined) throw apiError("invalid_oauth_provider");
    const redirect = readRedirectUrl(query.login_redirect_url);
    const token = issueLoginToken(context, {
      provider: provider.name,
      organizationId: vertical === "b2b" ? organizationOf(context, query) : null,
      email: checkEmail(query.provider_login_hint ?? `${provider.name}@example.com`),
      codeChallenge: readChallenge(
        vertical === "b2b" ? query.pkce_code_challenge : query.code_challenge,
      ),
      scopes: [...BASE_SCOPES, ...query.custom_scopes.split(" ").filter(Boolean)],
    });
    redirect.searchParams.set("stytch_token_type", "oauth");
    redirect.searchParams.set("token", token);
    return c.redirect(redirect.href, 302);
  });
}

function projectOf(projects: Projects, query: Query, vertical: Vertical) {
  if (!query.public_token) throw apiError("public_token_required");
  const project = Object.values(projects).find(
    (candidate) => publicTokenOf(candidate) === query.public_token,
  );
  if (project === undefined) throw apiError("public_token_not_found");
  if (project.vertical !== vertical) {
    throw vertical === "b2b"
      ? apiError("invalid_b2b_endpoint")
      : apiError("invalid_consumer_endpoint");
  }
  return project;
}

function organizationOf({ state }: ProjectContext, query: Query): string {
  if (query.organization_id && query.slug) throw apiError("too_many_oauth_organization_locators");
  const locator = query.organization_id || query.slug;
  if (!locator) throw apiError("missing_oauth_organization_locator");
  return findOrganization(state, locator).id;
}

function readRedirectUrl(text: string | undefined): URL {
  if (!text) throw apiError("no_login_redirect_url");
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw apiError("invalid_login_redirect_url");
  return url;
}

function readChallenge(text: string | undefined): string | null {
  if (!text) return null;
  if (!isCodeChallenge(text)) throw apiError("invalid_pkce_code_challenge", "login");
  return text;
}
