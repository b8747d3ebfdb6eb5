import { join } from "node:path";
import { cacheFolder } from "./cache/location.ts";
import { ENGINE_VERSION, OLDEST_ENGINE_VERSION } from "./engine-version.ts";
import type { Environment } from "./executables.ts";
import { type Progress, standardErrorProgress } from "./progress.ts";
import { isReachable } from "./reachable.ts";
import { type RunProcess, runProcess } from "./run-process.ts";

/** Everything outside that the ways to an engine use. Each part can be replaced. */
export interface Context {
  /** Default: the environment of this process. */
  readonly env: Environment;
  /** Default: the user's cache folder, or `PULUMI_STYTCH_CACHE`. */
  readonly cacheFolder: string;
  /** The engine that the cache holds, and that is installed or built. Default: `ENGINE_VERSION`. */
  readonly version: string;
  /** The versions that are taken on `PATH`, as `semver` reads them. Default: `^OLDEST_ENGINE_VERSION`. */
  readonly accepted: string;
  /** The folder with the `go.mod` and `go.sum` that pin the engine's modules. */
  readonly moduleFolder: string;
  readonly progress: Progress;
  readonly run: RunProcess;
  /** True when any HTTP response comes from `url` within the time. */
  readonly isReachable: (url: string, timeoutMs: number) => Promise<boolean>;
  /** The program that runs the official installer: called with the version and a folder. */
  readonly installerProgram: string;
  readonly installerUrl: string;
  /** Milliseconds that the first contact with the installer's host may take. Default 3000. */
  readonly probeTimeoutMs: number;
  /** Milliseconds that a whole installation may take. Default 300000 (5 minutes). */
  readonly installTimeoutMs: number;
  /** Milliseconds that a whole build may take. Default 1800000 (30 minutes). */
  readonly buildTimeoutMs: number;
  /** Milliseconds without a heartbeat after which a lock counts as left behind. At least 2000, default 15000. */
  readonly lockStaleMs: number;
}

export type EngineOptions = Partial<Context>;

/** For `provideEngine`: the oldest engine, and no other. */
export const OLDEST_ENGINE: EngineOptions = {
  version: OLDEST_ENGINE_VERSION,
  accepted: OLDEST_ENGINE_VERSION,
  moduleFolder: join(import.meta.dirname, "..", "go-tools", "oldest-engine"),
};

export function createContext(options: EngineOptions): Context {
  const env = options.env ?? process.env;
  return {
    env,
    cacheFolder: cacheFolder(env),
    version: ENGINE_VERSION,
    accepted: `^${OLDEST_ENGINE_VERSION}`,
    moduleFolder: join(import.meta.dirname, ".."),
    progress: standardErrorProgress(),
    run: runProcess,
    isReachable,
    installerProgram: join(import.meta.dirname, "ways", "installer-program.ts"),
    installerUrl: "https://get.pulumi.com/",
    probeTimeoutMs: 3000,
    installTimeoutMs: 300_000,
    buildTimeoutMs: 1_800_000,
    lockStaleMs: 15_000,
    ...options,
  };
}
