import {
  isUnknown,
  KEYS,
  nearestName,
  resolveConfiguration,
  StytchSettingsError,
  warningsOf,
} from "../../provider/src/service/index.ts";
import { told } from "./errors.ts";
import type { Properties } from "./values.ts";

/** What the engine gives with the settings of every provider. */
const OF_ENGINE = new Set(["version", "pluginDownloadURL", "pluginChecksums"]);

export interface SettingsCheck {
  readonly failures: { readonly property: string; readonly reason: string }[];
  readonly warnings: string[];
}

/** Reads a key of the configuration, as in `stytch:projectId`, from the settings of this provider. */
export function readSettings({ values }: Properties): (key: string) => string | undefined {
  return (key) => textOf(values[key.replace(/^stytch:/, "")]);
}

/**
 * @param isExplicit whether the program made the provider; else the settings are the stack's, which may
 *   hold what others read.
 */
export function checkSettings(
  settings: Properties,
  isExplicit: boolean,
  environment: NodeJS.ProcessEnv,
): SettingsCheck {
  const names = Object.keys(settings.values).filter(isOurs);
  const unknown = names.filter((name) => !(name in KEYS));
  const warned = isExplicit ? names.filter((name) => name in KEYS) : names;
  return {
    failures: [
      ...(isExplicit ? unknown.map(unknownSetting) : []),
      ...problemsOf(settings, environment).map((reason) => ({ property: "", reason })),
    ],
    warnings: warningsOf(
      warned.map((name) => `stytch:${name}`),
      // The engine does not say here which settings are secrets, so all may be well.
      true,
    ),
  };
}

/** What is not known yet is checked again by the update. */
function problemsOf(settings: Properties, environment: NodeJS.ProcessEnv): string[] {
  if (Object.values(settings.values).some(isUnknown)) return [];
  try {
    resolveConfiguration(readSettings(settings), environment);
    return [];
  } catch (problem) {
    if (problem instanceof StytchSettingsError) return [told(problem)];
    throw problem;
  }
}

function unknownSetting(name: string) {
  const nearest = nearestName(name, Object.keys(KEYS));
  const advice = nearest
    ? `did you mean ${nearest}?`
    : `the settings are ${Object.keys(KEYS).join(", ")}.`;
  return { property: name, reason: `${name} is not a setting of the provider; ${advice}` };
}

function isOurs(name: string): boolean {
  return !OF_ENGINE.has(name) && !name.startsWith("__");
}

/** As the configuration of a stack holds it. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
