import { StytchSettingsError } from "../stytch/errors.ts";
import { type FoundSettings, parseSettings, type StytchSettings } from "../stytch/settings.ts";

/** Reads one key of the stack's configuration; undefined where it is not set. */
export type ReadConfig = (key: string) => string | undefined;

export interface Configuration {
  readonly settings: StytchSettings;
  /** For one call of the API with all its repetitions. */
  readonly totalTimeoutMs: number;
  /** Ids of clients of a live project that may be replaced or deleted: those of both places. */
  readonly allowDestructive: ReadonlySet<string>;
}

const DEFAULT_TIMEOUT_SECONDS = 180;
const MAX_TIMEOUT_SECONDS = 3600;

/**
 * Stack configuration first, then the environment.
 *
 * @throws StytchSettingsError
 */
export function resolveConfiguration(
  readConfig: ReadConfig,
  environment: NodeJS.ProcessEnv,
): Configuration {
  const found = (key: string, variable: string, flags: string) => ({
    value: readConfig(`stytch:${key}`) || environment[variable],
    key: `stytch:${key}`,
    remedy: `pulumi config set ${flags}stytch:${key} …, or the variable ${variable}`,
  });
  const settings: FoundSettings = {
    projectId: found("projectId", "STYTCH_PROJECT_ID", ""),
    secret: found("secret", "STYTCH_SECRET", "--secret "),
    apiUrl: found("apiUrl", "STYTCH_API_URL", ""),
  };
  return {
    settings: parseSettings(settings),
    totalTimeoutMs: timeoutSeconds(readConfig("stytch:timeoutSeconds")) * 1000,
    // Together: a destroy sees the configuration that the last update stored, and the present environment.
    allowDestructive: new Set([
      ...clientIds("stytch:allowDestructive", readConfig("stytch:allowDestructive")),
      ...clientIds("STYTCH_ALLOW_DESTRUCTIVE", environment.STYTCH_ALLOW_DESTRUCTIVE),
    ]),
  };
}

function timeoutSeconds(text: string | undefined): number {
  if (!text) return DEFAULT_TIMEOUT_SECONDS;
  const seconds = Number(text);
  if (seconds >= 1 && seconds <= MAX_TIMEOUT_SECONDS) return seconds;
  throw new StytchSettingsError(
    `stytch:timeoutSeconds must be a number from 1 to ${MAX_TIMEOUT_SECONDS}, not ${JSON.stringify(text)} ` +
      `(pulumi config set stytch:timeoutSeconds ${DEFAULT_TIMEOUT_SECONDS}).`,
  );
}

/** Ids with commas or white space between them, or the JSON list that `pulumi config set --path` writes. */
function clientIds(key: string, text = ""): string[] {
  const ids = text.trim().startsWith("[") ? listOfTexts(key, text) : text.split(/[\s,]+/);
  return ids.filter((id) => id !== "");
}

function listOfTexts(key: string, json: string): string[] {
  const problem = new StytchSettingsError(
    `${key} must be ids of clients with commas between them, or a list of such ids ` +
      "(pulumi config set stytch:allowDestructive connected-app-live-…,connected-app-live-…).",
  );
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    throw problem;
  }
  if (!Array.isArray(list) || !list.every((id) => typeof id === "string")) throw problem;
  return list;
}
