import { Hono } from "hono";
import type { OAuthServices } from "./oauth/context.ts";
import type { DomainEnv } from "./oauth/domain.ts";
import type { PageParts } from "./pages/scene.ts";
import type { Project } from "./projects.ts";
import { authorizePageRoutes } from "./routes/authorize-page.ts";
import { controlRoutes, noSuchControl } from "./routes/control.ts";
import { habitsRoutes } from "./routes/habits.ts";
import { oauthControlRoutes } from "./routes/oauth-control.ts";
import { pageRoutes } from "./routes/pages.ts";
import { seedRoutes } from "./routes/seed.ts";
import { signInPageRoutes } from "./routes/sign-in-page.ts";
import { switchesPageRoutes } from "./routes/switches-page.ts";
import type { Statistics } from "./traffic/statistics.ts";

/** What the emulator's own routes are about. */
export interface ControlServices extends OAuthServices, PageParts {
  statistics: Statistics;
  /** `METHOD /pattern` of every route of the emulated API. */
  routes: readonly string[];
  reset: () => void;
  callApi: (request: Request, domain: Project) => Promise<Response>;
}

/** Everything under `/_emulator`: what a test or a person needs and Stytch does not have. */
export function controlApi(services: ControlServices): Hono<DomainEnv> {
  const control = new Hono<DomainEnv>({ strict: false })
    .route("/_emulator", pageRoutes(services))
    .route("/_emulator", switchesPageRoutes(services))
    .route("/_emulator", signInPageRoutes(services, services.callApi))
    .route("/_emulator", authorizePageRoutes(services))
    .route("/_emulator", oauthControlRoutes(services))
    .route("/_emulator", habitsRoutes(services.habits))
    .route("/_emulator", seedRoutes(services))
    .route("/_emulator", controlRoutes(services));
  control.all("/*", noSuchControl(control.routes));
  return control;
}
