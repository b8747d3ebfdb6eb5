import type { ClientType } from "../connected-app/client-type.ts";
import type { HabitValues } from "../habits/table.ts";
import type { Project } from "../projects.ts";

/** What the rules for a field depend on besides its value. */
export interface RuleContext {
  project: Pick<Project, "environment" | "vertical">;
  clientType: ClientType;
  habits: HabitValues;
}
