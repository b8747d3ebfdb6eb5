import { parseSettings, type StytchSettings } from "../stytch/settings.ts";

/**
 * The settings of the project from the environment alone: a command line knows no stack.
 *
 * @throws StytchSettingsError
 */
export function settingsFrom(environment: NodeJS.ProcessEnv): StytchSettings {
  const found = (variable: string, example: string) => ({
    value: environment[variable],
    key: variable,
    remedy: `export ${variable}=${example}`,
  });
  return parseSettings({
    projectId: found("STYTCH_PROJECT_ID", "project-test-…"),
    secret: found("STYTCH_SECRET", "…"),
    apiUrl: found("STYTCH_API_URL", "https://…"),
  });
}
