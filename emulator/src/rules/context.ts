import type { AppSettings } from "../options.ts";
import type { Project } from "../projects.ts";

/** What the rules for a field depend on besides its value. */
export interface RuleContext {
  project: Pick<Project, "environment" | "vertical">;
  /** Accepted minutes, both ends included. */
  accessTokenExpiryMinutes: AppSettings["accessTokenExpiryMinutes"];
}
