import type { Clock } from "../clock.ts";
import type { Habits } from "../habits/habits.ts";
import type { Misbehaviours } from "../misbehaviours.ts";
import type { Project, Projects } from "../projects.ts";
import type { ProjectState } from "../state/store.ts";
import { timestamp } from "../timestamp.ts";
import type { Faults } from "../traffic/faults.ts";
import type { RequestLog } from "../traffic/request-log.ts";

/** What the pages of an emulator look at, whichever the project. */
export interface PageParts {
  projects: Projects;
  clock: Clock;
  faults: Faults;
  habits: Habits;
  misbehaviours: Misbehaviours;
  log: RequestLog;
  /** Changes whenever a page may look different. */
  version: () => number;
}

/** What a page is about: a project, and whether its visitor asked to see secrets. */
export interface Scene extends PageParts {
  project: Project;
  state: ProjectState;
  showsSecrets: boolean;
}

/** A time and, if the emulated clock has passed it, that it has. */
export function ends(at: number, { clock }: Scene): string {
  return `${timestamp(at)}${at <= clock.now() ? " (over)" : ""}`;
}

/** The address of the page about one thing. */
export function hrefOf(path: string, id: string): string {
  return `/_emulator/${path}/${encodeURIComponent(id.toWellFormed())}`;
}
