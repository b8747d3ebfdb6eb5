// Loaded into every Node.js process of a traced run: notes when what happened, one JSON line each.
const { appendFileSync } = require("node:fs");
const Module = require("node:module");
const { performance } = require("node:perf_hooks");

const OUR_PACKAGE = "pulumi-stytch-connected-apps";
const now = () => performance.timeOrigin + performance.now();

const script = process.argv[1] ?? "";
const role = script.includes("language-")
  ? "host"
  : /cmd[\\/]run([\\/]|$)/.test(script)
    ? "program"
    : /cmd[\\/]dynamic-provider/.test(script)
      ? "provider"
      : "other";

function note(what, begin, end = begin) {
  const line = JSON.stringify({ what: `${role}.${what}`, begin, end });
  appendFileSync(process.env.BENCH_TRACE, `${line}\n`);
}

note("process", performance.timeOrigin);
if (role === "program") process.on("exit", () => note("exit", now()));
if (role === "provider") noteFirstOutput();
if (role === "program" || role === "provider") watchModules();

/** The provider process prints its port when it listens. */
function noteFirstOutput() {
  const { write } = process.stdout;
  process.stdout.write = (...args) => {
    process.stdout.write = write;
    note("listens", now());
    return write.apply(process.stdout, args);
  };
}

function watchModules() {
  const load = Module._load;
  Module._load = function (request, ...rest) {
    const name = nameOf(request);
    if (name === undefined) return load.call(this, request, ...rest);
    const begin = now();
    const exported = load.call(this, request, ...rest);
    note(name, begin, now());
    return name === "module" ? { connectedApp: watched(exported.connectedApp) } : exported;
  };
}

function nameOf(request) {
  if (request === OUR_PACKAGE) return "package";
  if (request === `${OUR_PACKAGE}/dynamic`) return "module";
  return /[\\/]ours\.cjs$/.test(request) ? "body" : undefined;
}

function watched(provider) {
  const timed =
    (name) =>
    async (...args) => {
      const begin = now();
      try {
        return await provider[name](...args);
      } finally {
        note(name, begin, now());
      }
    };
  return { ...provider, check: timed("check"), create: timed("create") };
}
