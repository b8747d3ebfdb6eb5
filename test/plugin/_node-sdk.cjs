/**
 * Classes for the resources of the plugin, and its functions, from its schema, as the engine's generators
 * write them: for programs of tests, which need no compiler then.
 */
const { output } = require("@pulumi/pulumi/output.js");
const { CustomResource, mergeOptions, ProviderResource } = require("@pulumi/pulumi/resource.js");
const { invoke, invokeOutput } = require("@pulumi/pulumi/runtime/invoke.js");
const schema = require("../../plugin/schema.json");

for (const [token, { properties, aliases }] of Object.entries(schema.resources)) {
  const named = Object.entries(properties);
  const outputs = Object.fromEntries(named.map(([name]) => [name, undefined]));
  const secrets = named.filter(([, { secret }]) => secret).map(([name]) => name);
  const common = { version: schema.version, aliases, additionalSecretOutputs: secrets };
  const className = token.split(":").at(-1);
  exports[className] = class extends CustomResource {
    static __pulumiType = token;
    static get(name, id, options) {
      return new exports[className](name, {}, { ...options, id });
    }
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
    // The engine wants them as texts.
    const texts = Object.entries(settings).map(([key, value]) => [
      key,
      output(value).apply(textOf),
    ]);
    const common = { version: schema.version };
    super(schema.name, name, Object.fromEntries(texts), mergeOptions(common, options));
  }
};

function textOf(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

for (const token of Object.keys(schema.functions)) {
  const name = token.split(":").at(-1);
  const versioned = (options) => ({ version: schema.version, ...options });
  exports[name] = (args = {}, options) => invoke(token, args, versioned(options));
  exports[`${name}Output`] = (args = {}, options) => invokeOutput(token, args, versioned(options));
}
