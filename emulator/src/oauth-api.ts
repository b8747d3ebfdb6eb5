import { Hono } from "hono";
import { type AuthenticatedEnv, authenticate } from "./authentication.ts";
import type { OAuthServices } from "./oauth/context.ts";
import type { DomainEnv } from "./oauth/domain.ts";
import type { AppSettings } from "./options.ts";
import { authorizeRoutes } from "./routes/authorize.ts";
import { exchangeAccessTokenRoutes } from "./routes/exchange-access-token.ts";
import { organizationAppRoutes, userAppRoutes } from "./routes/installed-apps.ts";
import { oauthRegisterRoutes } from "./routes/oauth-register.ts";
import { oauthTokenRoutes } from "./routes/oauth-tokens.ts";
import { oauthUserinfoRoutes } from "./routes/oauth-userinfo.ts";
import { wellKnownRoutes } from "./routes/well-known.ts";
import { onlyFor } from "./vertical.ts";

type Env = AuthenticatedEnv & DomainEnv;

/**
 * Everything about authorizations: the back end of the authorization page, the OAuth endpoints of a
 * project domain with their legacy paths, the exchange of an access token and the installed apps.
 */
export function oauthApi(services: OAuthServices, settings: AppSettings): Hono<Env> {
  const known = authenticate(services.projects, services.habits);
  const [consumer, b2b] = [onlyFor("consumer"), onlyFor("b2b")];
  const oauth = new Hono<DomainEnv>()
    .route("/", oauthTokenRoutes(services))
    .route("/", oauthUserinfoRoutes(services))
    .route("/", oauthRegisterRoutes(services, settings));
  const wellKnown = wellKnownRoutes(services);
  const authorize = authorizeRoutes(services);
  const exchange = exchangeAccessTokenRoutes(services);

  return new Hono<Env>()
    .use("/v1/idp/*", known, consumer)
    .route("/v1/idp/oauth", authorize)
    .use("/v1/b2b/idp/*", known, b2b)
    .route("/v1/b2b/idp/oauth", authorize)
    .use("/v1/sessions/exchange_access_token", known, consumer)
    .route("/v1/sessions", exchange)
    .use("/v1/b2b/sessions/exchange_access_token", known, b2b)
    .route("/v1/b2b/sessions", exchange)
    .use("/v1/users/*", known, consumer)
    .route("/v1/users", userAppRoutes(services))
    .use("/v1/b2b/organizations/*", known, b2b)
    .route("/v1/b2b/organizations", organizationAppRoutes(services))
    .route("/v1/oauth2", oauth)
    .route("/v1/public/:project_id/oauth2", oauth)
    .route("/.well-known", wellKnown)
    .route("/v1/public/:project_id/.well-known", wellKnown);
}
