/** `npm run pulumi -- <arguments>`: the Pulumi CLI with this repository's engine and environment. */
import "./check-node.cjs";
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { EngineError } from "./engine-error.ts";
import { engineEnvironment } from "./environment.ts";
import { provideEngine } from "./provide-engine.ts";
import { ASKED } from "./ways/on-path.ts";

const REPOSITORY_ROOT = resolve(import.meta.dirname, "..", "..", "..");

// npm runs scripts at the root and remembers where the user is.
const cwd = process.env.INIT_CWD ?? process.cwd();

if (process.env[ASKED] !== undefined) {
  console.error("The `pulumi` on PATH runs this command, which looks for an engine: it is none.");
  process.exit(1);
}

try {
  const engine = await provideEngine();
  const env = engineEnvironment(REPOSITORY_ROOT, process.env, engine);
  run(engine.command, env);
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function run(command: string, env: NodeJS.ProcessEnv): void {
  const child = spawn(command, process.argv.slice(2), { cwd, env, stdio: "inherit" });
  // At a terminal Ctrl-C reaches the engine by itself; a second one would make it stop at once.
  process.on("SIGINT", () => {
    if (process.stdin.isTTY !== true) child.kill("SIGINT");
  });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.once("error", (error) => {
    console.error(`${command} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.once("exit", (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
