import {
  type Configuration,
  type ReadConfig,
  resolveConfiguration,
} from "../connection/configuration.ts";
import { connect } from "../connection/connect.ts";
import type { StytchApi } from "../stytch/api.ts";
import { StytchSettingsError } from "../stytch/errors.ts";

/** What the process knows about the Stytch project that the engine configured. */
export interface ProjectConnection {
  configure(readConfig: ReadConfig): void;
  /** Resolves once configured: undefined, or what is wrong with the configuration. */
  problem(): Promise<StytchSettingsError | undefined>;
  /** Resolves once configured: the project, or undefined if the configuration is wrong. */
  projectId(): Promise<string | undefined>;
  /** Ids of clients of a live project that may be replaced or deleted. */
  allowDestructive(): Promise<ReadonlySet<string>>;
  /** How long after a write reads may still show the former state. */
  readLagMs(): Promise<number>;
  /** Whether a preview may read what a resource adopts. */
  readAtPreview(): Promise<boolean>;
  /** The one API client of the process; created at first use, so that previews load no HTTP. */
  api(): Promise<StytchApi>;
}

export interface ConnectionOptions {
  readonly atEnd?: (action: () => void) => void;
  readonly stop?: AbortSignal;
}

type Outcome = { configuration: Configuration } | { problem: StytchSettingsError };

/**
 * The engine may call a provider before its `configure` has ended (it caches the object first), so
 * everything awaits one promise.
 *
 * @param options `atEnd`: see `connect`; `stop`: see `TransportOptions`.
 */
export function createProjectConnection(
  environment: NodeJS.ProcessEnv,
  print: (line: string) => void,
  { atEnd, stop }: ConnectionOptions = {},
): ProjectConnection {
  const { promise: outcome, resolve, reject } = Promise.withResolvers<Outcome>();
  // Every call that awaits it reports the failure; there may be none.
  outcome.catch(() => {});
  let api: Promise<StytchApi> | undefined;

  async function connectToProject(): Promise<StytchApi> {
    const result = await outcome;
    if ("problem" in result) throw result.problem;
    return connect({ ...result.configuration, stop }, print, atEnd);
  }

  return {
    configure(readConfig) {
      try {
        resolve({ configuration: resolveConfiguration(readConfig, environment) });
      } catch (problem) {
        // A bug makes every call fail too: the engine would not configure again, and the calls would hang.
        if (problem instanceof StytchSettingsError) resolve({ problem });
        else reject(problem);
      }
    },
    problem: async () => {
      const result = await outcome;
      return "problem" in result ? result.problem : undefined;
    },
    projectId: async () => {
      const result = await outcome;
      return "problem" in result ? undefined : result.configuration.settings.projectId;
    },
    allowDestructive: async () => {
      const result = await outcome;
      return "problem" in result ? new Set() : result.configuration.allowDestructive;
    },
    readLagMs: async () => {
      const result = await outcome;
      return "problem" in result ? 0 : result.configuration.readLagMs;
    },
    readAtPreview: async () => {
      const result = await outcome;
      return "configuration" in result && result.configuration.readAtPreview;
    },
    api: () => {
      api ??= connectToProject();
      return api;
    },
  };
}
