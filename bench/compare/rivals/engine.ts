import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "../../../tools/pulumi/src/run-process.ts";
import { type Contender, NAIVE, OURS, PLUGIN } from "../../contenders/contender.ts";
import { readState } from "../../contenders/state-file.ts";
import { layOut, STACK, stateFile } from "../../contenders/workplace.ts";
import { startJournalBackend } from "../../journal/backend.ts";
import { WITHOUT_CHECKPOINTS } from "../../trace/traced-run.ts";
import type { ContenderKey } from "../contenders.ts";
import type { Operation } from "../scenario.ts";
import { CONCURRENCY, type Command, type Rival } from "./rival.ts";

/** The engine serializes no state for a backend that has each step in its journal. */
const JOURNAL_ALONE = { PULUMI_SKIP_CHECKPOINTS: "true" };
const INIT_TIMEOUT_MS = 60_000;

const COMMANDS: Readonly<Record<Operation, readonly string[]>> = {
  create: ["up", "--skip-preview", "--yes"],
  again: ["up", "--skip-preview", "--yes"],
  preview: ["preview"],
  refresh: ["refresh", "--skip-preview", "--yes"],
  "change-one": ["up", "--skip-preview", "--yes"],
  "change-some": ["up", "--skip-preview", "--yes"],
  drift: ["up", "--refresh", "--skip-preview", "--yes"],
  "change-all": ["up", "--skip-preview", "--yes"],
  destroy: ["destroy", "--skip-preview", "--yes"],
};

export const ours = onEngine({
  key: "ours",
  contender: OURS,
});

export const oursWithoutCheckpoints = onEngine({
  key: "ours-no-checkpoints",
  contender: OURS,
  env: WITHOUT_CHECKPOINTS,
});

export const oursJournaled = onEngine({
  key: "ours-journaled",
  contender: OURS,
  env: JOURNAL_ALONE,
  journals: true,
});

/** @param sdk the folder of the plugin's SDK, once it is built. */
export function oursPlugin(sdk: () => Promise<string>): Rival {
  return onEngine({ key: "ours-plugin", contender: PLUGIN, sdk });
}

/** @param sdk likewise. */
export function journaledPlugin(sdk: () => Promise<string>): Rival {
  return onEngine({
    key: "journaled-plugin",
    contender: PLUGIN,
    env: JOURNAL_ALONE,
    journals: true,
    sdk,
  });
}

export const naive = onEngine({
  key: "naive",
  contender: NAIVE,
});

interface OnEngine {
  readonly key: ContenderKey;
  readonly contender: Contender;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the backend is one that journals. Default: it keeps the state in a file. */
  readonly journals?: true;
  /** Gives the folder of the plugin's SDK. Default: the program needs none. */
  readonly sdk?: () => Promise<string>;
}

/** A program that the Pulumi engine runs, with a passphrase. */
function onEngine({ key, contender, env = {}, journals, sdk }: OnEngine): Rival {
  return {
    key,
    async prepare() {
      await sdk?.();
      return undefined;
    },
    async open({ folder, engine, env: apiEnv }) {
      const journal = journals && (await startJournalBackend(join(folder, "journal")));
      const ofSdk = sdk === undefined ? {} : { STYTCH_BENCH_SDK: await sdk() };
      const all = { ...apiEnv, ...env, ...journal?.env, ...ofSdk };
      const place = await layOut(folder, contender, 0, engine, all);
      const commandOf = (args: readonly string[]): Command => ({
        program: engine.command,
        args: [...args, "--non-interactive"],
        cwd: folder,
        env: place.env,
      });
      const run = (args: readonly string[]) =>
        commandOf([...args, "--parallel", String(CONCURRENCY), "--color", "never"]);
      const init = commandOf(["stack", "init", STACK, "--secrets-provider", "passphrase"]);
      const { failure } = await runProcess(init.program, init.args, {
        ...init,
        timeoutMs: INIT_TIMEOUT_MS,
      });
      if (failure !== undefined) throw new Error(`\`pulumi stack init\` ${failure}`);
      return {
        async declare(clients) {
          const declared = JSON.stringify(clients.map(contender.declare));
          await writeFile(join(folder, "clients.json"), declared);
        },
        command: (operation) => run(COMMANDS[operation]),
        complete: run(COMMANDS.create),
        state: (clients) => readState(journal?.stateFile ?? stateFile(place.backend), clients),
        close: async () => journal?.close(),
      };
    },
  };
}
