import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Engine, engineEnvironment } from "../../tools/pulumi/src/index.ts";
import { declareClients } from "../clients.ts";
import { linkPackages, REPOSITORY } from "../folders.ts";
import type { Contender } from "./contender.ts";

export const PROJECT = "bench";
export const STACK = "bench";

/** Lines for a `Pulumi.yaml`, by which the engine finds the plugin. */
export function pluginSettings(): string[] {
  const path = join(REPOSITORY, "plugin/bin");
  return ["plugins:", "  providers:", "    - name: stytch", `      path: ${path}`];
}

/** A folder with a program, and the environment to run it in. */
export interface Workplace {
  readonly folder: string;
  readonly backend: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Lays out a contender's program as a user would have it, with a state of its own. */
export async function layOut(
  folder: string,
  contender: Contender,
  count: number,
  engine: Engine,
  env: Readonly<Record<string, string>>,
): Promise<Workplace> {
  const clients = declareClients(count).map(contender.declare);
  const manifest = { name: PROJECT, private: true, main: contender.program };
  const settings = [
    `name: ${PROJECT}`,
    "runtime:",
    "  name: nodejs",
    "  options:",
    "    typescript: false",
    ...(contender.plugin ? pluginSettings() : []),
  ];
  await Promise.all([
    linkPackages(folder),
    writeFile(join(folder, "package.json"), JSON.stringify(manifest)),
    writeFile(join(folder, "Pulumi.yaml"), settings.join("\n")),
    writeFile(join(folder, "clients.json"), JSON.stringify(clients)),
    copyFile(join(import.meta.dirname, contender.program), join(folder, contender.program)),
  ]);
  return { folder, backend: backendOf(folder), env: await engineSettings(folder, engine, env) };
}

/** The environment of the engine, with a state of its own below a folder; makes the folder of the state. */
export async function engineSettings(
  folder: string,
  engine: Engine,
  env: Readonly<Record<string, string>>,
): Promise<Workplace["env"]> {
  await mkdir(backendOf(folder), { recursive: true });
  const own = {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(backendOf(folder)).href,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // What Go has by default, and so what users have.
    GOGC: "100",
  };
  const base = { ...withoutSettings(process.env), ...own, ...env };
  return engineEnvironment(REPOSITORY, base, engine);
}

/** Where the states of a project in a folder are. */
export function backendOf(folder: string): string {
  return join(folder, "backend");
}

/** The file in which the backend keeps the state. */
export function stateFile(backend: string): string {
  return join(backend, ".pulumi", "stacks", PROJECT, `${STACK}.json`);
}

/** The person's own settings of the engine and of Stytch must not change what is measured. */
export function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(env);
  return Object.fromEntries(
    entries.filter(([name]) => !/^(PULUMI|STYTCH)_/.test(name) && name !== "NODE_OPTIONS"),
  );
}
