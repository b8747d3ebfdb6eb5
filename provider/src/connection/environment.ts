import { parseSettings, type SettingNames, type StytchSettings } from "../stytch/settings.ts";

/** The variables that a command reads, and what its messages advise to check. */
export const VARIABLES: SettingNames = {
  projectId: "STYTCH_PROJECT_ID",
  secret: "STYTCH_SECRET",
  apiUrl: "STYTCH_API_URL",
};

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
    projectId: found(VARIABLES.projectId, "project-test-…"),
    secret: found(VARIABLES.secret, "…"),
    apiUrl: found(VARIABLES.apiUrl, "https://…"),
  });
}
