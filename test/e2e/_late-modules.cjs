/**
 * Loaded into every Node.js process of the engine. The SDK loads npm's tree of packages and the compiler at
 * its start, half of the time that a provider's process takes, for programs that serialize functions: here
 * it loads them when it first uses them. Tests of the packed packages and of `npm start` go without this.
 */
const Module = require("node:module");

/** By the file that asks for them. */
const LATE = {
  "@npmcli/arborist": /@pulumi[/\\]pulumi[/\\]runtime[/\\]closure[/\\]codePaths\.js$/,
  typescript: /@pulumi[/\\]pulumi[/\\]typescript-shim\.js$/,
};

const load = Module._load;
Module._load = (request, parent, isMain) => {
  const now = () => load(request, parent, isMain);
  if (!LATE[request]?.test(parent?.filename ?? "")) return now();
  // As an ES module its names are read when they are used, not copied at once.
  return new Proxy({}, { get: (_target, name) => name === "__esModule" || now()[name] });
};
