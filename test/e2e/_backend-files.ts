import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Deployment, UpdateSummary } from "@pulumi/pulumi/automation/index.js";

/** What a file backend keeps of a stack, read without a command of the engine. */
export interface BackendFiles {
  /** Of the file that holds the state. */
  readonly path: string;
  /** As `pulumi stack export` prints it. */
  state(): Promise<Deployment>;
  /** The first entry of `pulumi stack history`. */
  lastUpdate(): Promise<UpdateSummary>;
}

export function backendFiles(backend: string, project: string, stack: string): BackendFiles {
  const path = join(backend, ".pulumi/stacks", project, `${stack}.json`);
  return {
    path,
    async state() {
      const { version, checkpoint } = JSON.parse(await readFile(path, "utf8"));
      return { version, deployment: checkpoint.latest ?? {} };
    },
    async lastUpdate() {
      const folder = join(backend, ".pulumi/history", project, stack);
      const names = (await readdir(folder)).filter((name) => name.endsWith(".history.json"));
      // They are named by their time.
      const file = join(folder, names.sort().at(-1) ?? "");
      return JSON.parse(await readFile(file, "utf8")) as UpdateSummary;
    },
  };
}
