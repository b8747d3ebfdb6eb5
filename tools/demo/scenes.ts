import { join } from "node:path";
import type { EmulatorProcess } from "./emulator.ts";
import { CREATION, DIFF, DONE, NOTHING, REFUSAL, SMOKE } from "./essential.ts";
import type { Narration } from "./narration.ts";
import type { ShowOptions } from "./show.ts";

export const STACK = "npm-start";
const CLIENTS = "/v1/connected_apps/clients";

/** Runs a command in front of the reader. */
export type Run = (
  args: string[],
  options?: Pick<ShowOptions, "essential" | "expect" | "input"> & {
    readonly cwd?: string;
    readonly variables?: Record<string, string>;
  },
) => Promise<string>;

/** What the scenes play with. */
export interface Stage {
  readonly narration: Narration;
  readonly emulator: EmulatorProcess;
  readonly repository: string;
  /** A folder for exported states. */
  readonly states: string;
  readonly pulumi: Run;
  readonly review: Run;
  readonly smoke: Run;
}

/** Each throws if it does not show what it says. */
export async function scenes(stage: Stage): Promise<void> {
  await configure(stage);
  await create(stage);
  await changeNothing(stage);
  const review = await drift(stage);
  await review();
  await refuse(stage);
  await smokeTest(stage);
}

function configure({ narration, emulator, pulumi }: Stage): Promise<void> {
  return narration.step(
    "A stack that knows the project",
    "Three settings say which project, where, and with which secret; the secret is stored encrypted.",
    async () => {
      await pulumi(["stack", "select", "--create", STACK], { essential: NOTHING });
      const config = ["config", "set", "--stack", STACK];
      await pulumi([...config, "stytch:projectId", emulator.projectId]);
      await pulumi([...config, "stytch:apiUrl", emulator.url]);
      await pulumi([...config, "--secret", "stytch:secret"], { input: emulator.secret });
    },
  );
}

function create({ narration, emulator, pulumi }: Stage): Promise<void> {
  return narration.step(
    "Create: examples/basic, checked by the policy pack",
    "The program has one client; the secret that Stytch shows once goes, encrypted, into the state.",
    async () => {
      await pulumi(["up", "--yes", "--policy-pack", "policy", "--stack", STACK], {
        essential: CREATION,
      });
      await expectClients(emulator, 1);
    },
  );
}

function changeNothing({ narration, emulator, pulumi }: Stage): Promise<void> {
  return narration.step(
    "The same again: nothing to do, not one API call",
    "What the program asks for is what the state says that Stytch holds.",
    async () => {
      await emulator.call("POST", "/_emulator/stats/reset");
      await pulumi(["up", "--yes", "--expect-no-changes", "--stack", STACK], { essential: DONE });
      const { total } = (await emulator.call("GET", "/_emulator/stats")) as { total: number };
      if (total !== 0) throw new Error(`${total} API calls were made`);
      narration.say(`API calls that the emulator has counted: ${total}`);
    },
  );
}

/** @returns the review of the drift, which comes after its repair. */
async function drift({ narration, emulator, pulumi, review, states }: Stage) {
  const keepState = (name: string) =>
    pulumi(["stack", "export", "--file", join(states, name), "--stack", STACK]);
  await narration.step(
    "Someone edits the client behind Pulumi's back",
    "A click in a dashboard, or a call of the API like this one.",
    async () => {
      const edit = {
        client_name: "Edited by hand",
        redirect_urls: ["https://attacker.example/callback"],
        access_token_expiry_minutes: 600,
      };
      const [client] = await clients(emulator);
      await emulator.call("PUT", `${CLIENTS}/${client?.client_id}`, edit);
      narration.say(`PUT ${CLIENTS}/${client?.client_id}`, JSON.stringify(edit));
    },
  );
  await narration.step(
    "Refresh finds the drift, field by field; up repairs it",
    "The preview shows what up would write: the values on the left are those of the edit.",
    async () => {
      await keepState("before.json");
      await pulumi(["refresh", "--yes", "--skip-preview", "--stack", STACK], { essential: DONE });
      await keepState("after.json");
      await pulumi(["preview", "--diff", "--stack", STACK], { essential: DIFF });
      await pulumi(["up", "--yes", "--skip-preview", "--stack", STACK], { essential: DONE });
      const [client] = await clients(emulator);
      if (client?.client_name !== "web") throw new Error("the drift was not repaired");
    },
  );
  return () =>
    narration.step(
      "The review: what that edit meant to the login",
      "The same command comments on pull requests.",
      async () => {
        const said = await review(["changes", "--before", "before.json", "--after", "after.json"], {
          cwd: states,
        });
        if (!said.includes("attacker.example")) throw new Error("the review missed the redirect");
      },
    );
}

function refuse({ narration, emulator, pulumi, repository }: Stage): Promise<void> {
  return narration.step(
    "A dangerous client: refused by check and by policy, nothing created",
    "In examples/refused a partner's client could turn its tokens into full sessions.",
    async () => {
      // Configured by the environment this time.
      const options = {
        cwd: join(repository, "examples/refused"),
        variables: variablesOf(emulator),
        essential: NOTHING,
      };
      await pulumi(["stack", "select", "--create", STACK], options);
      const preview = ["preview", "--policy-pack", "../../policy", "--stack", STACK];
      const output = await pulumi(preview, { ...options, expect: "failure", essential: REFUSAL });
      await pulumi(["stack", "rm", "--yes", STACK], options);
      if (!output.includes("connected-app-no-full-access-for-third-party")) {
        throw new Error("the policy did not refuse the client");
      }
      await expectClients(emulator, 1);
    },
  );
}

async function smokeTest({ narration, emulator, smoke }: Stage): Promise<void> {
  await narration.step(
    "The smoke test: a token of the client becomes a session",
    "It signs in as a user of its own, and also tries what has to fail.",
    () =>
      smoke(["--stack", STACK, "--temporary-subject"], {
        variables: variablesOf(emulator),
        essential: SMOKE,
      }),
  );
}

/** Only where nothing is to be kept. */
export function destroy({ narration, emulator, pulumi }: Stage): Promise<void> {
  return narration.step("Destroy", "The client and the stack go; nothing stays.", async () => {
    await pulumi(["destroy", "--yes", "--skip-preview", "--remove", "--stack", STACK], {
      essential: DONE,
    });
    await expectClients(emulator, 0);
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
