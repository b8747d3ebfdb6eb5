/**
 * Loaded into every Node.js process of the engine. The SDK loads the compiler at its start, a third of the time
 * that a provider's process takes, for programs that serialize functions: here it loads it when it first
 * uses it. Tests of the packed packages and of `npm start` go without this.
 */
const Module = require("node:module");

/** By the file that asks for them. */
const LATE = {
  typescript: /@pulumi[/\\]pulumi[/\\]typescript-shim\.js$/,
};

const load = Module._load;
Module._load = (request, parent, isMain) => {
  const now = () => load(request, parent, isMain);
  if (!LATE[request]?.test(parent?.filename ?? "")) return now();
  // As an ES module its names are read when they are used, not copied at once.
  return new Proxy({}, { get: (_target, name) => name === "__esModule" || now()[name] });
};
