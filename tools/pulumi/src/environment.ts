import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine } from "./engine.ts";
import { type Environment, pathFolders, pathVariable } from "./executables.ts";

/**
 * Protects the secrets in the local state of demos and tests, which hold nothing real. Set
 * `PULUMI_CONFIG_PASSPHRASE` or `PULUMI_CONFIG_PASSPHRASE_FILE` for anything else.
 */
export const DEVELOPMENT_PASSPHRASE = "development";

/**
 * The environment to run the engine with: state and plugins in `.pulumi-local` of the repository,
 * apart from the user's own, the repository's Node.js first on `PATH`, and fewer garbage collections
 * (`GOGC=400`). Whatever `env` already sets stays, except the order of `PATH`. Creates the state folder.
 *
 * @param env the environment to start from. Default: that of this process
 * @param engine puts the folder of an engine from the cache before everything on `PATH`, so that
 *   its own language host is used and no other
 */
export function engineEnvironment(
  repositoryRoot: string,
  env: Environment = process.env,
  engine?: Engine,
): Record<string, string | undefined> {
  const local = join(repositoryRoot, ".pulumi-local");
  const state = join(local, "state");
  mkdirSync(state, { recursive: true });

  // An engine on PATH stays where it is: its folder may hold an older Node.js as well.
  const engineBin = engine?.root === undefined ? [] : [dirname(engine.command)];
  const first = [...engineBin, join(repositoryRoot, "node_modules", ".bin")];
  const rest = pathFolders(env).filter((folder) => !first.includes(folder));

  return {
    PULUMI_HOME: join(local, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // A tenth less of the processor, for more memory: see docs/guides/thousands-of-clients.md.
    GOGC: "400",
    // Never for a backend of the user's: its secrets would be protected by a passphrase known to all.
    ...(env.PULUMI_BACKEND_URL === undefined && env.PULUMI_CONFIG_PASSPHRASE_FILE === undefined
      ? { PULUMI_CONFIG_PASSPHRASE: DEVELOPMENT_PASSPHRASE }
      : {}),
    ...env,
    [pathVariable(env)]: [...first, ...rest].join(delimiter),
  };
}
