import { delimiter, resolve } from "node:path";
import which from "which";

/** Environment variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The name under which the environment holds `PATH`: Windows calls it `Path`. */
export function pathVariable(env: Environment): string {
  return Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
}

/** The folders of `PATH`, without empty entries. */
export function pathFolders(env: Environment): string[] {
  return (env[pathVariable(env)] ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** Absolute path of the executable `name` in `folder`, or `undefined`. */
export async function findIn(folder: string, name: string): Promise<string | undefined> {
  return (await which(resolve(folder, name), { nothrow: true })) ?? undefined;
}

/** Absolute path of the first executable `name` on `PATH`, or `undefined`. */
export async function findOnPath(name: string, env: Environment): Promise<string | undefined> {
  const folders = pathFolders(env);
  // An empty list would mean the working folder.
  if (folders.length === 0) return undefined;
  const found = await which(name, { path: folders.join(delimiter), nothrow: true });
  return found === null ? undefined : resolve(found);
}
