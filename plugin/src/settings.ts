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

/** What the engine passes with the settings of every provider. */
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
 * @param isExplicit whether the program created the provider; otherwise the settings are the stack's, which may
 * include keys that others read.
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

/** The update checks again what is not known yet. */
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

/** By its name the engine would print the value too, which may be a misspelt secret. */
function unknownSetting(name: string) {
  const nearest = nearestName(name, Object.keys(KEYS));
  const advice = nearest
    ? `did you mean ${nearest}?`
    : `the settings are ${Object.keys(KEYS).join(", ")}.`;
  return { property: "", reason: `${name} is not a setting of the provider; ${advice}` };
}

function isOurs(name: string): boolean {
  return !OF_ENGINE.has(name) && !name.startsWith("__");
}

/** A value as text, as the configuration of a stack has it. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
