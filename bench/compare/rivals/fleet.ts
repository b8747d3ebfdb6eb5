import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "../../../tools/pulumi/src/run-process.ts";
import { type DeclaredClient, withPropertyNames } from "../../clients.ts";
import { readStates } from "../../contenders/state-file.ts";
import { backendOf, engineSettings, pluginSettings } from "../../contenders/workplace.ts";
import { copyFleet } from "../../fleet-copy.ts";
import type { ContenderKey } from "../contenders.ts";
import { type Operation, REQUESTS_PER_SECOND } from "../scenario.ts";
import type { Command, Rival } from "./rival.ts";

const MACHINES = join(import.meta.dirname, "fleet-machines.ts");
const CLIENTS_A_STACK = 100;
const INIT_TIMEOUT_MS = 60_000;

/** The example imports the resource from here. */
const PACKAGE = 'from "pulumi-stytch-connected-apps"';

export const fleet = ofFleet({ key: "fleet" });

/** @param sdk gives the folder of the plugin's SDK. */
export function fleetPlugin(sdk: () => Promise<string>): Rival {
  return ofFleet({ key: "fleet-plugin", sdk });
}

export const fleetMachines = ofFleet({ key: "fleet-machines", machines: 2 });

interface OfFleet {
  readonly key: ContenderKey;
  readonly sdk?: () => Promise<string>;
  /** Runs of the fleet at one time. Default: 1. */
  readonly machines?: number;
}

/** A copy of the example, as someone has it who copied it into a repository of their own. */
function ofFleet({ key, sdk, machines = 1 }: OfFleet): Rival {
  return {
    key,
    async prepare() {
      await sdk?.();
      return undefined;
    },
    async open({ folder, engine, env: apiEnv, limited, clients: count }) {
      const stacks = Math.ceil(count / CLIENTS_A_STACK);
      const own = await copyFleet(folder);
      if (sdk !== undefined) await usePlugin(own, await sdk());
      const env = await engineSettings(folder, engine, apiEnv);
      if (machines > 1) {
        // As its README says: the settings of all machines exist before their first run.
        const args = ["stack", "init", "fleet", "--non-interactive"];
        const options = { cwd: own, env, timeoutMs: INIT_TIMEOUT_MS };
        const { failure } = await runProcess(engine.command, args, options);
        if (failure !== undefined) throw new Error(`\`pulumi stack init fleet\` ${failure}`);
      }
      const budget = limited ? ["--requests-per-second", String(REQUESTS_PER_SECOND)] : [];
      const run = (args: readonly string[]): Command => {
        const all = [join(own, "fleet.ts"), ...args, ...budget];
        const program = process.execPath;
        if (machines === 1) return { program, args: all, cwd: own, env };
        return { program, args: [MACHINES, String(machines), ...all], cwd: own, env };
      };
      const up = run(["up", "clients.csv"]);
      const commands: Readonly<Partial<Record<Operation, Command>>> = {
        create: run(["up", "clients.csv", "--stacks", String(stacks)]),
        again: up,
        "change-one": up,
        "change-some": up,
        "change-all": up,
        destroy: run(["destroy"]),
      };
      return {
        declare: (clients) => writeFile(join(own, "clients.csv"), csvOf(clients)),
        command: (operation) => commands[operation],
        complete: commands.create,
        state: async (clients) => readStates(await stateFiles(backendOf(folder)), clients),
      };
    },
  };
}

/** What someone changes who has the plugin: where the program's resource comes from, and where the plugin is. */
async function usePlugin(own: string, sdk: string): Promise<void> {
  const program = join(own, "src/program.ts");
  const parts = (await readFile(program, "utf8")).split(PACKAGE);
  if (parts.length !== 2) {
    throw new Error(`examples/fleet/src/program.ts has ${parts.length - 1} lines with ${PACKAGE}`);
  }
  await writeFile(program, parts.join(`from ${JSON.stringify(join(sdk, "bin/index.js"))}`));
  const project = join(own, "Pulumi.yaml");
  const lines = [await readFile(project, "utf8"), ...pluginSettings(), ""];
  await writeFile(project, lines.join("\n"));
}

/** The file of clients. */
export function csvOf(clients: readonly DeclaredClient[]): string {
  const rows = clients.map(withPropertyNames);
  const names = [...new Set(rows.flatMap(({ fields }) => Object.keys(fields)))];
  const lines = rows.map(({ name, fields }) => [name, ...names.map((each) => fields[each])]);
  return [["key", ...names], ...lines].map((line) => `${line.map(cell).join(",")}\n`).join("");
}

function cell(value: unknown): string {
  const text = Array.isArray(value) ? value.join(" ") : String(value ?? "");
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function stateFiles(backend: string): Promise<string[]> {
  const folder = join(backend, ".pulumi/stacks/stytch-fleet");
  const names = await readdir(folder);
  return names.filter((name) => /^clients-\d+\.json$/.test(name)).map((name) => join(folder, name));
}
