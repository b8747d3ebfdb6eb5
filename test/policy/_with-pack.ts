import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "../e2e/_process.ts";
import type { Flags, TestStack } from "../e2e/_stack.ts";

/** The pack with a configuration, for a command of a stack. */
export async function withPack({ folder }: TestStack, configuration: object): Promise<Flags> {
  const file = join(folder, "policies.json");
  await writeFile(file, JSON.stringify(configuration));
  return { policyPacks: [join(REPOSITORY, "policy")], policyPackConfigs: [file] };
}
