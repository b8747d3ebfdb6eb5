import { StytchSettingsError } from "../stytch/errors.ts";
import { type FoundSettings, parseSettings, type StytchSettings } from "../stytch/settings.ts";
import { KEYS, type Key } from "./keys.ts";

/** Reads one key of the stack's configuration; undefined where it is not set. */
export type ReadConfig = (key: string) => string | undefined;

export interface Configuration {
  readonly settings: StytchSettings;
  /** Time limit of one API call with all its retries. */
  readonly totalTimeoutMs: number;
  /** Requests that may start in one second; `Infinity` for as many as Stytch accepts. */
  readonly maxRequestsPerSecond: number;
  /** Requests in flight at one time. */
  readonly maxConcurrentRequests: number;
  /** How long after a write reads may still show the former state. */
  readonly readLagMs: number;
  /** Ids of clients of a live project that may be replaced or deleted. */
  readonly allowDestructive: ReadonlySet<string>;
  /** Whether a preview reads the clients that will be adopted. */
  readonly readAtPreview: boolean;
}

interface NumberSetting {
  readonly key: `stytch:${Key}`;
  readonly variable?: string;
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  readonly byDefault: number;
  /** Shown in the remedy. */
  readonly example: number;
}

const TIMEOUT_SECONDS: NumberSetting = {
  key: "stytch:timeoutSeconds",
  min: 1,
  max: 3600,
  byDefault: 180,
  example: 180,
};

const MAX_REQUESTS_PER_SECOND: NumberSetting = {
  key: "stytch:maxRequestsPerSecond",
  variable: KEYS.maxRequestsPerSecond,
  min: 0.1,
  max: 1000,
  byDefault: Number.POSITIVE_INFINITY,
  example: 10,
};

const MAX_CONCURRENT_REQUESTS: NumberSetting = {
  key: "stytch:maxConcurrentRequests",
  min: 1,
  max: 100,
  whole: true,
  byDefault: 10,
  example: 10,
};

const READ_LAG_SECONDS: NumberSetting = {
  key: "stytch:readLagSeconds",
  variable: KEYS.readLagSeconds,
  min: 0,
  max: 60,
  byDefault: 6,
  example: 6,
};

const OF_EXPLICIT =
  "; a provider that the program makes itself does not read the stack's configuration, so give it this key too";

/**
 * Stack configuration first, then the environment.
 *
 * @throws StytchSettingsError that names everything that is wrong.
 */
export function resolveConfiguration(
  readConfig: ReadConfig,
  environment: NodeJS.ProcessEnv,
): Configuration {
  // The engine passes the stack's configuration, or all arguments of an explicit provider.
  const isPartial = Boolean(readConfig("stytch:projectId") || readConfig("stytch:secret"));
  const found = (key: "projectId" | "secret" | "apiUrl", flags: string) => {
    const variable = KEYS[key];
    const fromStack = readConfig(`stytch:${key}`);
    const fromEnvironment = fromStack ? undefined : environment[variable];
    return {
      value: fromStack || fromEnvironment,
      key: fromEnvironment ? variable : `stytch:${key}`,
      remedy: fromEnvironment
        ? `correct the variable, or pulumi config set ${flags}stytch:${key} …`
        : `pulumi config set ${flags}stytch:${key} …, or the variable ${variable}${isPartial ? OF_EXPLICIT : ""}`,
    };
  };
  const settings: FoundSettings = {
    projectId: found("projectId", ""),
    secret: found("secret", "--secret "),
    apiUrl: found("apiUrl", ""),
  };
  return readAll({
    settings: () => parseSettings(settings),
    totalTimeoutMs: () => numberOf(TIMEOUT_SECONDS, readConfig) * 1000,
    maxRequestsPerSecond: () => numberOf(MAX_REQUESTS_PER_SECOND, readConfig, environment),
    maxConcurrentRequests: () => numberOf(MAX_CONCURRENT_REQUESTS, readConfig),
    readLagMs: () => numberOf(READ_LAG_SECONDS, readConfig, environment) * 1000,
    readAtPreview: () => flagOf("stytch:readAtPreview", readConfig),
    allowDestructive: () => allowedDestructions(readConfig, environment),
  });
}

/**
 * The ids from both places: a destroy sees the configuration that the last update stored, and the current
 * environment.
 *
 * @throws StytchSettingsError
 */
export function allowedDestructions(
  readConfig: ReadConfig,
  environment: NodeJS.ProcessEnv,
): Set<string> {
  const places = readAll({
    stack: () => clientIds("stytch:allowDestructive", readConfig("stytch:allowDestructive")),
    variable: () => clientIds("STYTCH_ALLOW_DESTRUCTIVE", environment.STYTCH_ALLOW_DESTRUCTIVE),
  });
  return new Set([...places.stack, ...places.variable]);
}

/** Reads everything before it throws, so that one message names all that is wrong. */
function readAll<Values extends object>(
  readers: {
    readonly [Name in keyof Values]: () => Values[Name];
  },
): Values {
  const problems: string[] = [];
  const entries = Object.entries<() => unknown>(readers).map(([name, read]) => {
    try {
      return [name, read()];
    } catch (error) {
      if (!(error instanceof StytchSettingsError)) throw error;
      problems.push(error.message);
      return [name, undefined];
    }
  });
  if (problems.length > 0) throw new StytchSettingsError(problems.join(" "));
  return Object.fromEntries(entries) as Values;
}

function numberOf(
  setting: NumberSetting,
  readConfig: ReadConfig,
  environment: NodeJS.ProcessEnv = {},
): number {
  const { key, variable = "", min, max, whole = false, byDefault, example } = setting;
  const ofStack = readConfig(key);
  const text = ofStack || environment[variable]?.trim();
  if (!text) return byDefault;
  const number = Number(text);
  if (number >= min && number <= max && (!whole || Number.isInteger(number))) return number;
  const [name, remedy] = ofStack
    ? [key, `pulumi config set ${key} ${example}`]
    : [variable, `export ${variable}=${example}`];
  throw new StytchSettingsError(
    `${name} must be a ${whole ? "whole " : ""}number from ${min} to ${max}, not ${JSON.stringify(text)} (${remedy}).`,
  );
}

function flagOf(key: string, readConfig: ReadConfig): boolean {
  const text = readConfig(key) || "false";
  if (text === "true" || text === "false") return text === "true";
  throw new StytchSettingsError(
    `${key} must be true or false, not ${JSON.stringify(text)} (pulumi config set ${key} true).`,
  );
}

/** Ids separated by commas or white space, or the JSON list that `pulumi config set --path` writes. */
function clientIds(key: string, text = ""): string[] {
  const ids = text.trim().startsWith("[") ? listOfTexts(key, text) : text.split(/[\s,]+/);
  return ids.filter((id) => id !== "");
}

function listOfTexts(key: string, json: string): string[] {
  const remedy = key.startsWith("stytch:") ? `pulumi config set ${key} ` : `export ${key}=`;
  const problem = new StytchSettingsError(
    `${key} must be ids of clients separated by commas, or a list of such ids ` +
      `(${remedy}connected-app-live-…,connected-app-live-…).`,
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
