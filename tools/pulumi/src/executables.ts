import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";

/** Environment variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** File names an executable may have: on Windows the name alone is not one. */
function fileNames(name: string): string[] {
  return process.platform === "win32" ? [`${name}.exe`, `${name}.cmd`] : [name];
}

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
  for (const fileName of fileNames(name)) {
    const path = resolve(join(folder, fileName));
    if (await isExecutableFile(path)) return path;
  }
  return undefined;
}

/** Absolute path of the first executable `name` on `PATH`, or `undefined`. */
export async function findOnPath(name: string, env: Environment): Promise<string | undefined> {
  for (const folder of pathFolders(env)) {
    const path = await findIn(folder, name);
    if (path !== undefined) return path;
  }
  return undefined;
}

async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
