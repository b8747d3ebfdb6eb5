import { Hono } from "hono";
import { type AuthenticatedEnv, authenticate } from "../authentication.ts";
import type { Services } from "../context.ts";
import type { Projects } from "../projects.ts";
import { onlyFor } from "../vertical.ts";
import { b2bOauthLoginRoutes } from "./b2b-oauth-login.ts";
import { b2bPasswordRoutes } from "./b2b-passwords.ts";
import { b2bSessionRoutes } from "./b2b-sessions.ts";
import { jwksRoutes } from "./jwks.ts";
import { memberSearchRoutes } from "./member-search.ts";
import { memberRoutes } from "./members.ts";
import { oauthLoginRoutes } from "./oauth-login.ts";
import { oauthStartRoutes } from "./oauth-start.ts";
import { organizationSearchRoutes } from "./organization-search.ts";
import { organizationRoutes } from "./organizations.ts";
import { passwordRoutes } from "./passwords.ts";
import { sessionRoutes } from "./sessions.ts";
import { userSearchRoutes } from "./user-search.ts";
import { userRoutes } from "./users.ts";

const CONSUMER = ["/v1/users/*", "/v1/passwords/*", "/v1/sessions/*", "/v1/oauth/*"];
const B2B = [
  "/v1/b2b/organizations/*",
  "/v1/b2b/passwords/*",
  "/v1/b2b/sessions/*",
  "/v1/b2b/oauth/*",
];

/** Everything about users, members, their organizations and their sessions. */
export function peopleRoutes(services: Services, projects: Projects): Hono<AuthenticatedEnv> {
  const known = authenticate(projects, services.habits);
  const routes = new Hono<AuthenticatedEnv>()
    // Before the check of the credentials.
    .route("/v1/sessions/jwks", jwksRoutes(projects, services.store))
    .route("/v1/b2b/sessions/jwks", jwksRoutes(projects, services.store))
    .route("/v1/public/oauth", oauthStartRoutes(services, projects, "consumer"))
    .route("/v1/b2b/public/oauth", oauthStartRoutes(services, projects, "b2b"));
  for (const path of CONSUMER) routes.use(path, known, onlyFor("consumer"));
  for (const path of B2B) routes.use(path, known, onlyFor("b2b"));
  return routes
    .route("/v1/users", userSearchRoutes(services))
    .route("/v1/users", userRoutes(services))
    .route("/v1/passwords", passwordRoutes(services))
    .route("/v1/sessions", sessionRoutes(services))
    .route("/v1/oauth", oauthLoginRoutes(services))
    .route("/v1/b2b/organizations", memberSearchRoutes(services))
    .route("/v1/b2b/organizations", organizationSearchRoutes(services))
    .route("/v1/b2b/organizations", organizationRoutes(services))
    .route("/v1/b2b/organizations", memberRoutes(services))
    .route("/v1/b2b/passwords", b2bPasswordRoutes(services))
    .route("/v1/b2b/sessions", b2bSessionRoutes(services))
    .route("/v1/b2b/oauth", b2bOauthLoginRoutes(services));
}
