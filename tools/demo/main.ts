/** `npm start`: a Connected App from create to destroy. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { engineEnvironment, provideEngine } from "../pulumi/src/index.ts";
import { wantsColour } from "./colour.ts";
import { startEmulator } from "./emulator.ts";
import { farewell, summary } from "./farewell.ts";
import { Narration, StepError } from "./narration.ts";
import { type DemoOptions, readOptions } from "./options.ts";
import { destroy, type Run, STACK, type Stage, scenes } from "./scenes.ts";
import { show } from "./show.ts";

const REPOSITORY = resolve(import.meta.dirname, "../..");

async function main({ keep, verbose }: DemoOptions): Promise<void> {
  const isColoured = wantsColour(process.stdout, process.env);
  const narration = new Narration((line) => console.log(line), isColoured);
  narration.say(
    "A Stytch Connected App from create to destroy, on a local emulator of the Stytch API and a real Pulumi engine.",
    verbose
      ? "Everything after a $ is a real command with its output."
      : "After each $ are the essential lines of a real command's output; `npm start -- --verbose` shows all of them.",
  );
  const engine = await narration.step(
    "The Pulumi engine",
    "Yours if it is installed, else one that is kept in your cache folder.",
    async () => {
      const found = await provideEngine();
      narration.say(`Pulumi ${found.version} (${found.origin}): ${found.command}`);
      return found;
    },
  );
  const emulator = await narration.step(
    "An emulated Stytch project",
    "The provider is pointed to this address instead of to Stytch, and knows no difference.",
    async () => {
      // What is kept in the stack has to be kept on the server too.
      const kept = ["--port", "4110", "--state", join(REPOSITORY, ".pulumi-local/emulator.json")];
      const started = await startEmulator(REPOSITORY, keep ? kept : ["--port", "0"]);
      narration.say(`${started.url} stands for the API of ${started.projectId}.`);
      return started;
    },
  );
  const folder = keep ? undefined : mkdtempSync(join(tmpdir(), "stytch-demo-"));
  const states = mkdtempSync(join(tmpdir(), "stytch-demo-states-"));
  const env = {
    ...engineEnvironment(REPOSITORY, process.env, engine),
    ...(folder ? ownBackend(folder) : {}),
    // The emulator shows at once what was written.
    STYTCH_READ_LAG_SECONDS: "0",
  };
  const pulumi: Run = (args, { variables, essential, ...options } = {}) =>
    show(narration, "pulumi", engine.command, args, {
      cwd: REPOSITORY,
      env: { ...env, ...variables },
      hiddenArguments: { last: ["--color", isColoured ? "always" : "never"] },
      essential: verbose ? undefined : essential,
      ...options,
    });
  const own =
    (name: string, script: string): Run =>
    (args, { variables, essential, ...options } = {}) =>
      show(narration, name, process.execPath, args, {
        cwd: REPOSITORY,
        env: { ...env, ...variables, ...(isColoured && { FORCE_COLOR: "1" }) },
        hiddenArguments: { first: [join(REPOSITORY, script)] },
        essential: verbose ? undefined : essential,
        ...options,
      });
  const stage: Stage = {
    narration,
    emulator,
    states,
    repository: REPOSITORY,
    pulumi,
    review: own("stytch-review", "review/dist/cli.js"),
    smoke: own("stytch-smoke", "smoke/dist/cli.js"),
  };
  const cleanUp = () => {
    rmSync(states, { recursive: true, force: true });
    rmSync(join(REPOSITORY, `examples/refused/Pulumi.${STACK}.yaml`), { force: true });
    if (folder === undefined) return;
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(REPOSITORY, `Pulumi.${STACK}.yaml`), { force: true });
  };
  let isKept = false;
  // Also where this process ends in another way than by the end of this function.
  process.once("exit", cleanUp);
  try {
    await scenes(stage);
    if (!keep) await destroy(stage);
    summary(narration);
    farewell(narration, keep ? emulator : undefined);
    if (keep) emulator.release();
    isKept = keep;
  } finally {
    if (!isKept) await emulator.stop();
    cleanUp();
  }
}

/** A backend that goes with the demo. */
function ownBackend(folder: string): Record<string, string> {
  const state = join(folder, "state");
  mkdirSync(state);
  return { PULUMI_HOME: join(folder, "home"), PULUMI_BACKEND_URL: pathToFileURL(state).href };
}

/** What runs at the end of the process then runs too. */
function endInOrder(): void {
  const end = () => process.exit(1);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, end);
  // Whoever reads has seen enough, as `head` has.
  process.stdout.once("error", end);
}

const options = readOptions(process.argv.slice(2));
if ("problem" in options) {
  console.error(`npm start: ${options.problem}`);
  process.exitCode = 2;
} else {
  endInOrder();
  try {
    await main(options);
  } catch (error) {
    console.error(`\nnpm start: ${error instanceof StepError ? error.message : error}`);
    process.exitCode = 1;
  }
}
