/**
 * What a program imports to use the plugin, as thin as it can be: the names of the dynamic provider's
 * package, without anything that runs in the program.
 */
const pulumi = require("@pulumi/pulumi");

/** Names every output, so that the engine's response resolves it also where no argument was given. */
const unset = (...names) => Object.fromEntries(names.map((name) => [name, undefined]));

const tokenOf = (name) => `stytch:index:${name}`;

class StytchResource extends pulumi.CustomResource {
  constructor(type, name, properties, options, secrets) {
    super(
      tokenOf(type),
      name,
      properties,
      pulumi.mergeOptions(options, {
        aliases: [{ type: `pulumi-nodejs:dynamic/stytch:${type}` }],
        additionalSecretOutputs: secrets,
      }),
    );
  }
}

class ConnectedApp extends StytchResource {
  static __pulumiType = tokenOf("ConnectedApp");

  constructor(name, args, options) {
    const outputs = unset(
      ...["clientId", "clientType", "clientName", "clientDescription"],
      ...["redirectUrls", "postLogoutRedirectUrls"],
      ...["fullAccessAllowed", "bypassConsentForOfflineAccess"],
      ...["accessTokenExpiryMinutes", "accessTokenCustomAudience"],
      ...["accessTokenTemplateContent", "idTokenTemplateContent", "logoUrl"],
      ...["projectId", "status", "clientSecret", "clientSecretLastFour"],
      ...["nextClientSecret", "nextClientSecretLastFour"],
      ...["secretVersion", "nextSecretVersion", "secretRotatedAt", "secretRotationStartedAt"],
    );
    const secrets = ["clientSecret", "nextClientSecret"];
    super("ConnectedApp", name, { ...outputs, ...args }, options, secrets);
  }

  static get(name, id, options) {
    return new ConnectedApp(name, {}, { ...options, id });
  }
}

class OrganizationConnectedApps extends StytchResource {
  static __pulumiType = tokenOf("OrganizationConnectedApps");

  constructor(name, args, options) {
    const outputs = unset(
      ...["resolvedOrganizationId", "organizationId", "projectId"],
      ...["firstPartyConnectedAppsAllowedType", "allowedFirstPartyConnectedApps"],
      ...["thirdPartyConnectedAppsAllowedType", "allowedThirdPartyConnectedApps"],
    );
    super("OrganizationConnectedApps", name, { ...outputs, ...args }, options, []);
  }
}

/** The engine wants the settings of providers as texts. */
class StytchProvider extends pulumi.ProviderResource {
  constructor(name, args, options) {
    const textOf = (value) => (typeof value === "string" ? value : JSON.stringify(value));
    const texts = Object.entries(args).map(([key, value]) => [
      key,
      pulumi.output(value).apply(textOf),
    ]);
    super("stytch", name, Object.fromEntries(texts), options);
  }
}

const functions = Object.fromEntries(
  ["getConnectedApp", "getConnectedApps"].flatMap((name) => [
    [name, (args = {}, options) => pulumi.runtime.invoke(tokenOf(name), args, options)],
    [
      `${name}Output`,
      (args = {}, options) => pulumi.runtime.invokeOutput(tokenOf(name), args, options),
    ],
  ]),
);

module.exports = { ConnectedApp, OrganizationConnectedApps, StytchProvider, ...functions };
