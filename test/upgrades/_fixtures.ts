import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import { REPOSITORY } from "../e2e/_process.ts";
import type { StateResource } from "../e2e/_stack.ts";

/** One folder for each recorded version: `index.js`, `state.json` and `emulator.json`. */
export const FIXTURES = import.meta.dirname;
export const PROVIDER = join(REPOSITORY, "provider");
export const STACK = "recorded";

/** The versions whose state is kept, in order. */
export async function recordedVersions(): Promise<string[]> {
  const entries = await readdir(FIXTURES, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The resources of ours in a recorded state. */
export async function recordedResources(version: string): Promise<StateResource[]> {
  const text = await readFile(join(FIXTURES, version, "state.json"), "utf8");
  const { deployment } = JSON.parse(text) as Deployment;
  const resources: StateResource[] = deployment.resources;
  return resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/stytch:"));
}

export interface ProgramFolder {
  readonly folder: string;
  remove(): Promise<void>;
}

/** The program of a recorded version in a folder of its own, with a provider of any version. */
export async function programOf(version: string, provider: string): Promise<ProgramFolder> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-upgrade-"));
  const modules = join(folder, "node_modules");
  await mkdir(modules);
  await symlink(join(REPOSITORY, "node_modules/@pulumi"), join(modules, "@pulumi"));
  await symlink(provider, join(modules, "pulumi-stytch-connected-apps"));
  const program = await readFile(join(FIXTURES, version, "index.js"), "utf8");
  await writeFile(join(folder, "index.js"), program);
  await writeFile(join(folder, "package.json"), '{"name":"upgrades","type":"commonjs"}');
  await writeFile(join(folder, "Pulumi.yaml"), "name: upgrades\nruntime: nodejs\n");
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
