/** The plugin's SDK by the names of the dynamic provider's package, so that a program can have either. */
const { Provider, ...others } = require("../../plugin/_node-sdk.cjs");

module.exports = { ...others, StytchProvider: Provider };
