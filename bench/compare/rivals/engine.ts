import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "../../../tools/pulumi/src/run-process.ts";
import { type Contender, NAIVE, OURS } from "../../contenders/contender.ts";
import { readState } from "../../contenders/state-file.ts";
import { layOut, STACK, stateFile } from "../../contenders/workplace.ts";
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

export const naive = onEngine({
  key: "naive",
  contender: NAIVE,
});

interface OnEngine {
  readonly key: ContenderKey;
  readonly contender: Contender;
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that the Pulumi engine runs, on a file backend with a passphrase. */
function onEngine({ key, contender, env = {} }: OnEngine): Rival {
  return {
    key,
    async open({ folder, engine, env: apiEnv }) {
      const place = await layOut(folder, contender, 0, engine, { ...apiEnv, ...env });
      const commandOf = (args: readonly string[]): Command => ({
        program: engine.command,
        args: [...args, "--non-interactive"],
        cwd: folder,
        env: place.env,
      });
      const run = (args: readonly string[]) =>
        commandOf([...args, "--parallel", String(CONCURRENCY), "--color", "never"]);
      const init = commandOf(["stack", "init", STACK]);
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
        state: (clients) => readState(stateFile(place.backend), clients),
      };
    },
  };
}
