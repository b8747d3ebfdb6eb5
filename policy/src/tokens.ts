/** Type tokens of this project's resources, of the dynamic provider and of the provider plugin. */
export const TOKENS = {
  connectedApp: {
    dynamic: "pulumi-nodejs:dynamic/stytch:ConnectedApp",
    plugin: "stytch:index:ConnectedApp",
  },
  organization: {
    dynamic: "pulumi-nodejs:dynamic/stytch:OrganizationConnectedApps",
    plugin: "stytch:index:OrganizationConnectedApps",
  },
  /** Of the package for smoke tests, which has no plugin. */
  smokeTest: "pulumi-nodejs:dynamic/stytch:SmokeTest",
} as const;

/** Whether one of the two providers serves a token, and not something else. */
export function isAmong(tokens: Readonly<Record<string, string>>, type: string): boolean {
  return Object.values(tokens).includes(type);
}
