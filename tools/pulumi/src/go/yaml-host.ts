import { realpath } from "node:fs/promises";
import { dirname } from "node:path";
import type { EngineOptions } from "../context.ts";
import type { Engine } from "../engine.ts";
import { type Environment, findIn, findOnPath } from "../executables.ts";
import { provideGoTool } from "./provide-tool.ts";
import { YAML_HOST } from "./tool.ts";

/**
 * The folder that has to be on `PATH` for programs in YAML, or `undefined` where the engine finds a
 * host already: every installed Pulumi CLI has one. Else it is built, once a machine.
 *
 * @throws {GoToolError} when there is none and it cannot be built
 */
export async function yamlHostFolder(
  engine: Engine,
  options: EngineOptions = {},
): Promise<string | undefined> {
  const env: Environment = options.env ?? process.env;
  const { command } = YAML_HOST;
  const beside = await findIn(dirname(await realpath(engine.command)), command);
  if (beside !== undefined || (await findOnPath(command, env)) !== undefined) return undefined;
  return dirname(await provideGoTool(YAML_HOST, options));
}
