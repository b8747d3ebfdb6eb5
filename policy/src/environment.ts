import { matches } from "./pattern.ts";
import type { ConnectedApp } from "./rule.ts";
import type { Settings } from "./settings.ts";

/**
 * Kind of the Stytch project of a client: by the project that the engine knows, else by the settings,
 * where the name of the stack comes before the project.
 */
export function environmentOf(
  projectId: unknown,
  urn: string,
  settings: Pick<Settings, "projectId" | "liveStacks" | "testStacks">,
): ConnectedApp["environment"] {
  const kind = kindOf(projectId);
  if (kind !== undefined) return kind;
  const stack = stackOf(urn);
  const isListed = (stacks: string[]) => stacks.some((pattern) => matches(pattern, stack));
  if (isListed(settings.liveStacks)) return "live";
  return isListed(settings.testStacks) ? "test" : kindOf(settings.projectId);
}

function kindOf(projectId: unknown): ConnectedApp["environment"] {
  if (typeof projectId !== "string") return undefined;
  if (projectId.startsWith("project-live-")) return "live";
  return projectId.startsWith("project-test-") ? "test" : undefined;
}

/** `urn:pulumi:<stack>::<project>::<type>::<name>` */
function stackOf(urn: string): string {
  const [stack = ""] = urn.split("::");
  return stack.slice("urn:pulumi:".length);
}
