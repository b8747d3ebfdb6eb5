/**
 * Classes for the resources of the plugin, from its schema, as the engine's generators write them: for
 * programs of tests, which need no compiler then.
 */
const { CustomResource, mergeOptions, ProviderResource } = require("@pulumi/pulumi/resource.js");
const schema = require("../../plugin/schema.json");

for (const [token, { properties, aliases }] of Object.entries(schema.resources)) {
  const named = Object.entries(properties);
  const outputs = Object.fromEntries(named.map(([name]) => [name, undefined]));
  const secrets = named.filter(([, { secret }]) => secret).map(([name]) => name);
  const common = { version: schema.version, aliases, additionalSecretOutputs: secrets };
  const className = token.split(":").at(-1);
  exports[className] = class extends CustomResource {
    static __pulumiType = token;
    constructor(name, args, options) {
      super(token, name, { ...outputs, ...args }, mergeOptions(common, options));
    }
  };
}

for (const [token, { enum: values }] of Object.entries(schema.types)) {
  if (values === undefined) continue;
  const className = token.split(":").at(-1);
  exports[className] = Object.fromEntries(values.map(({ name, value }) => [name, value]));
}

exports.Provider = class extends ProviderResource {
  constructor(name, settings, options) {
    super(schema.name, name, settings, mergeOptions({ version: schema.version }, options));
  }
};
