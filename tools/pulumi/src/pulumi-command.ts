import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { Engine } from "./engine.ts";

/** The engine as the Automation API takes it: `LocalWorkspace.create({ pulumiCommand, … })`. */
export async function pulumiCommand(engine: Engine): Promise<PulumiCommand> {
  // Loaded late: it takes half a second, and most callers run the engine directly.
  const automation = await import("@pulumi/pulumi/automation/index.js");
  return automation.PulumiCommand.get(engine.root === undefined ? {} : { root: engine.root });
}
