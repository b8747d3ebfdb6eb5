import { contextOf, type ProjectContext, type Services } from "../context.ts";
import type { HabitValues } from "../habits/table.ts";
import type { Misbehaviours } from "../misbehaviours.ts";
import type { Project, Projects } from "../projects.ts";

/** What the routes of this folder share. */
export interface OAuthServices extends Services {
  projects: Projects;
  misbehaviours: Misbehaviours;
}

/** The surroundings of one request about authorizations. */
export interface OAuthContext extends ProjectContext {
  /** Those of this request. */
  habits: HabitValues;
  misbehaviours: Misbehaviours;
}

export function oauthContextOf(
  services: OAuthServices,
  project: Project,
  request: { url: string },
): OAuthContext {
  const { habits, misbehaviours } = services;
  return { ...contextOf(services, project, request), habits: habits.all(), misbehaviours };
}
