import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "../e2e/_process.ts";
import type { TestProject } from "../e2e/_project.ts";
import { type StackOptions, startStack, type TestStack } from "../e2e/_stack.ts";

/** A stack whose programs may use the plugin as it was built here. */
export async function startPluginStack(
  project: TestProject,
  options: StackOptions = {},
): Promise<TestStack> {
  const stack = await startStack(project, options);
  const provider = { name: "stytch", path: join(REPOSITORY, "plugin/bin") };
  const plugins = `plugins: ${JSON.stringify({ providers: [provider] })}\n`;
  await appendFile(join(stack.folder, "Pulumi.yaml"), plugins);
  return stack;
}
