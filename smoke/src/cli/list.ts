import { CHECKS } from "../checks/index.ts";

/** A line for each check. */
export function listChecks(): string {
  return CHECKS.map(({ id, title }) => `${id.padEnd(34)}${title}`).join("\n");
}
