import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { engineEnvironment, provideEngine } from "../pulumi/src/index.ts";
import { type EmulatorProcess, startEmulator } from "./emulator.ts";
import { StepError, say, step } from "./narration.ts";
import { show } from "./show.ts";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const STACK = "npm-start";
const CLIENTS = "/v1/connected_apps/clients";

const { values } = parseArgs({ options: { keep: { type: "boolean", default: false } } });

async function main(keep: boolean): Promise<void> {
  say(
    "A Stytch Connected App from create to destroy, on a local emulator of the Stytch API and a",
    "real Pulumi engine. Everything between the headings is the output of real commands.",
  );
  const engine = await step("The Pulumi engine", async () => {
    const found = await provideEngine();
    say(`Pulumi ${found.version} (${found.origin}): ${found.command}`);
    return found;
  });
  const base = engineEnvironment(REPOSITORY, process.env, engine);
  const folder = keep ? undefined : mkdtempSync(join(tmpdir(), "stytch-demo-"));
  const env = { ...base, ...(folder ? ownBackend(folder) : {}) };
  const run: Run = (args, { variables, ...options } = {}) =>
    show("pulumi", engine.command, args, {
      cwd: REPOSITORY,
      env: { ...env, ...variables },
      ...options,
    });

  const emulator = await step("An emulated Stytch project", async () => {
    // What is kept in the stack has to be kept on the server too.
    const kept = ["--port", "4110", "--state", join(REPOSITORY, ".pulumi-local/emulator.json")];
    const started = await startEmulator(REPOSITORY, keep ? kept : ["--port", "0"]);
    say(`${started.url} stands for the API of ${started.projectId}.`);
    return started;
  });
  const states = mkdtempSync(join(tmpdir(), "stytch-demo-states-"));
  const cleanUp = () => {
    rmSync(states, { recursive: true, force: true });
    rmSync(join(REPOSITORY, `examples/refused/Pulumi.${STACK}.yaml`), { force: true });
    if (folder === undefined) return;
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(REPOSITORY, `Pulumi.${STACK}.yaml`), { force: true });
  };
  let kept = false;
  stopOnSignal(emulator, cleanUp);
  try {
    const review: Run = (args) =>
      show("stytch-review", process.execPath, args, {
        before: [join(REPOSITORY, "review/dist/cli.js")],
        cwd: states,
        env,
      });
    await scenes(run, review, states, emulator);
    await step("The smoke test: a token of the client becomes a session", async () => {
      await show("stytch-smoke", process.execPath, ["--stack", STACK, "--temporary-subject"], {
        before: [join(REPOSITORY, "smoke/dist/cli.js")],
        cwd: REPOSITORY,
        env: { ...env, ...variablesOf(emulator) },
      });
    });
    if (keep) {
      kept = true;
      return farewell(emulator);
    }
    await step("Destroy", async () => {
      await run(["destroy", "--yes", "--skip-preview", "--remove", "--stack", STACK]);
      await expectClients(emulator, 0);
    });
    say("", "Done: nothing is left running.");
  } finally {
    if (!kept) await emulator.stop();
    cleanUp();
  }
}

type Run = (
  args: string[],
  options?: { cwd?: string; expect?: "failure"; variables?: Record<string, string> },
) => Promise<string>;

async function scenes(
  run: Run,
  review: Run,
  states: string,
  emulator: EmulatorProcess,
): Promise<void> {
  const keepState = (name: string) =>
    run(["stack", "export", "--file", join(states, name), "--stack", STACK]);
  await step("A stack that knows the project", async () => {
    await run(["stack", "select", "--create", STACK]);
    const config = (key: string, value: string, ...flags: string[]) =>
      run(["config", "set", ...flags, `stytch:${key}`, value, "--stack", STACK]);
    await config("projectId", emulator.projectId);
    await config("apiUrl", emulator.url);
    await config("secret", emulator.secret, "--secret");
  });
  await step("Create: examples/basic, checked by the policy pack", async () => {
    await run(["up", "--yes", "--policy-pack", "policy", "--stack", STACK]);
    await expectClients(emulator, 1);
  });
  await step("The same again: nothing to do, not one API call", async () => {
    await emulator.call("POST", "/_emulator/stats/reset");
    await run(["up", "--yes", "--expect-no-changes", "--stack", STACK]);
    const { total } = (await emulator.call("GET", "/_emulator/stats")) as { total: number };
    if (total !== 0) throw new Error(`${total} API calls were made`);
  });
  await step("Someone edits the client behind Pulumi's back", async () => {
    const edit = {
      client_name: "Edited by hand",
      redirect_urls: ["https://attacker.example/callback"],
      access_token_expiry_minutes: 600,
    };
    const [client] = await clients(emulator);
    await emulator.call("PUT", `${CLIENTS}/${client?.client_id}`, edit);
    say(`PUT ${CLIENTS}/${client?.client_id}`, JSON.stringify(edit, null, 2));
  });
  await step("Refresh finds the drift, field by field; up repairs it", async () => {
    await keepState("before.json");
    await run(["refresh", "--yes", "--skip-preview", "--stack", STACK]);
    await keepState("after.json");
    await run(["preview", "--diff", "--stack", STACK]);
    await run(["up", "--yes", "--skip-preview", "--stack", STACK]);
    const [client] = await clients(emulator);
    if (client?.client_name !== "web") throw new Error("the drift was not repaired");
  });
  await step("The review: what that edit meant to the login", async () => {
    const said = await review(["changes", "--before", "before.json", "--after", "after.json"]);
    if (!said.includes("attacker.example")) throw new Error("the review missed the redirect");
  });
  await step("A dangerous client: refused by check and by policy, nothing created", async () => {
    // Configured by the environment this time.
    const options = {
      cwd: join(REPOSITORY, "examples/refused"),
      variables: variablesOf(emulator),
    };
    await run(["stack", "select", "--create", STACK], options);
    const output = await run(["preview", "--policy-pack", "../../policy", "--stack", STACK], {
      ...options,
      expect: "failure",
    });
    await run(["stack", "rm", "--yes", STACK], options);
    if (!output.includes("connected-app-no-full-access-for-third-party")) {
      throw new Error("the policy did not refuse the client");
    }
    await expectClients(emulator, 1);
  });
}

/** The settings of the project as variables, as a CI job has them. */
function variablesOf({ projectId, secret, url }: EmulatorProcess): Record<string, string> {
  return {
    STYTCH_PROJECT_ID: projectId,
    STYTCH_SECRET: secret,
    STYTCH_API_URL: url,
    STYTCH_READ_LAG_SECONDS: "0",
  };
}

async function clients(emulator: EmulatorProcess) {
  const page = await emulator.call("POST", `${CLIENTS}/search`, {});
  return (page as { connected_apps: { client_id: string; client_name: string }[] }).connected_apps;
}

async function expectClients(emulator: EmulatorProcess, expected: number): Promise<void> {
  const { length } = await clients(emulator);
  if (length !== expected) throw new Error(`Stytch holds ${length} clients, not ${expected}`);
}

/** A backend that goes with the demo. */
function ownBackend(folder: string): Record<string, string> {
  const state = join(folder, "state");
  mkdirSync(state);
  return { PULUMI_HOME: join(folder, "home"), PULUMI_BACKEND_URL: pathToFileURL(state).href };
}

function stopOnSignal(emulator: EmulatorProcess, cleanUp: () => void): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      if (emulator.pid) process.kill(emulator.pid, "SIGTERM");
      cleanUp();
      process.exit(1);
    });
  }
}

function farewell(emulator: EmulatorProcess): void {
  emulator.release();
  say(
    "",
    `The emulator goes on at ${emulator.url} (process ${emulator.pid}), the stack is "${STACK}". Go on with:`,
    `  npm run pulumi -- up --stack ${STACK}`,
    `  npm run pulumi -- destroy --remove --stack ${STACK}`,
    `  kill ${emulator.pid}`,
  );
}

try {
  await main(values.keep);
} catch (error) {
  console.error(`\nnpm start: ${error instanceof StepError ? error.message : error}`);
  process.exitCode = 1;
}
