import type { Bends } from "../bends.ts";
import { contextOf, type ProjectContext, type Services } from "../context.ts";
import type { Project, Projects } from "../projects.ts";

/** What the routes of this folder share. */
export interface OAuthServices extends Services {
  projects: Projects;
  bends: Bends;
}

/** The surroundings of one request about authorizations. */
export interface OAuthContext extends ProjectContext {
  bends: Bends;
}

export function oauthContextOf(
  services: OAuthServices,
  project: Project,
  request: { url: string },
): OAuthContext {
  return { ...contextOf(services, project, request), bends: services.bends };
}
