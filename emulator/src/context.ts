import type { Clock } from "./clock.ts";
import type { Habits } from "./habits/habits.ts";
import { issuerOf } from "./issuer.ts";
import type { Project } from "./projects.ts";
import type { ProjectState, Store } from "./state/store.ts";

/** What all routes share. */
export interface Services {
  store: Store;
  clock: Clock;
  habits: Habits;
}

/** The surroundings of one request: whose it is, what it may touch, and when and where it is. */
export interface ProjectContext {
  project: Project;
  state: ProjectState;
  clock: Clock;
  /** `iss` of the tokens that this request obtains. */
  issuer: string;
}

export function contextOf(
  { store, clock, habits }: Services,
  project: Project,
  request: { url: string },
): ProjectContext {
  return {
    project,
    state: store.of(project.projectId),
    clock,
    issuer: issuerOf(request, project, habits.get("legacy_issuer")),
  };
}
