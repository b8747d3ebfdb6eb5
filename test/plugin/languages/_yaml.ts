import { delimiter } from "node:path";
import { provideEngine, yamlHostFolder } from "../../../tools/pulumi/src/index.ts";

/** The environment in which the engine finds a language host for YAML. */
export async function yamlEnvironment(): Promise<Record<string, string>> {
  const host = await yamlHostFolder(await provideEngine());
  const folders = [process.env.PATH, host].filter((folder) => folder !== undefined);
  return { PATH: folders.join(delimiter) };
}
