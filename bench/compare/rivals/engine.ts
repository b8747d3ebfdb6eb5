import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "../../../tools/pulumi/src/run-process.ts";
import { type Contender, NAIVE, OURS } from "../../contenders/contender.ts";
import { readState } from "../../contenders/state-file.ts";
import { layOut, STACK, stateFile } from "../../contenders/workplace.ts";
import { startJournalBackend } from "../../journal/backend.ts";
import { WITHOUT_CHECKPOINTS } from "../../trace/traced-run.ts";
import type { ContenderKey } from "../contenders.ts";
import type { Operation } from "../scenario.ts";
import { CONCURRENCY, type Command, type Rival } from "./rival.ts";

const INIT_TIMEOUT_MS = 60_000;

const COMMANDS: Readonly<Record<Operation, readonly string[]>> = {
  create: ["up", "--skip-preview", "--yes"],
  preview: ["preview"],
  refresh: ["refresh", "--skip-preview", "--yes"],
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
  journals: true,
});

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
}

/** A program that the Pulumi engine runs, with a passphrase. */
function onEngine({ key, contender, env = {}, journals }: OnEngine): Rival {
  return {
    key,
    async open({ folder, engine, env: apiEnv }) {
      const journal = journals && (await startJournalBackend(join(folder, "journal")));
      const all = { ...apiEnv, ...env, ...journal?.env };
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
