import { contextOf, type ProjectContext, type Services } from "../context.ts";
import type { Misbehaviours } from "../misbehaviours.ts";
import type { Project, Projects } from "../projects.ts";

/** What the routes of this folder share. */
export interface OAuthServices extends Services {
  projects: Projects;
  misbehaviours: Misbehaviours;
}

/** The surroundings of one request about authorizations. */
export interface OAuthContext extends ProjectContext {
  misbehaviours: Misbehaviours;
}

export function oauthContextOf(
  services: OAuthServices,
  project: Project,
  request: { url: string },
): OAuthContext {
  return { ...contextOf(services, project, request), misbehaviours: services.misbehaviours };
}
