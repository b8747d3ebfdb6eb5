import { resolve } from "node:path";
import envPaths from "env-paths";
import type { Environment } from "../executables.ts";

/** The variable that moves the cache. */
export const CACHE_VARIABLE = "PULUMI_STYTCH_CACHE";

/**
 * The folder for engines: the user's cache folder, shared by all checkouts. It is never inside
 * `node_modules`, which `npm ci` deletes: a build takes minutes.
 */
export function cacheFolder(env: Environment): string {
  const chosen = env[CACHE_VARIABLE];
  return chosen ? resolve(chosen) : envPaths("pulumi-stytch", { suffix: "" }).cache;
}
