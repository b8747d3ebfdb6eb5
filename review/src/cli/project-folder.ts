import { existsSync } from "node:fs";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { ArgumentError } from "./argument-error.ts";

/**
 * Folder of the Pulumi project in its repository, with slashes, from which hosts find lines of the program.
 *
 * @param given by `--folder`; it is taken as it is.
 * @param cwd by default, the place of this folder below the closest one with a `.git`.
 * @returns `""` at the top, and where there is no repository.
 * @throws ArgumentError for a folder that cannot be within the repository.
 */
export function projectFolder(given: string | undefined, cwd: string): string {
  if (given !== undefined) return checked(given);
  const start = resolve(cwd);
  const top = topOf(start);
  return top === undefined ? "" : relative(top, start).split(sep).join("/");
}

function checked(given: string): string {
  const folder = posix.normalize(given.replaceAll("\\", "/"));
  if (!/^(?:\.\.(?:\/|$)|\/|[a-z]:)/i.test(folder)) return folder;
  throw new ArgumentError(
    "--folder: leads out of the repository; give the folder of the Pulumi project as seen from its top",
  );
}

function topOf(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : topOf(parent);
}
