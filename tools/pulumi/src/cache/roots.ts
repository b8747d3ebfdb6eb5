import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { findIn } from "../executables.ts";

function platform({ version }: Context): string {
  return `${version}-${process.platform}-${process.arch}`;
}

/** The root of the engine that the official installer puts into the cache. */
export function installedRoot(context: Context): string {
  return join(context.cacheFolder, `installer-${platform(context)}`);
}

/** The root of the engine that Go builds: another one for every change of the pinned modules. */
export async function builtRoot(context: Context): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) {
    hash.update(await readFile(join(context.moduleFolder, file)));
  }
  return join(context.cacheFolder, `go-${platform(context)}-${hash.digest("hex").slice(0, 12)}`);
}

/** The `pulumi` executable below `root`, provided a Node.js language host is next to it. */
export async function engineCommand(root: string): Promise<string | undefined> {
  const bin = join(root, "bin");
  const languageHost = await findIn(bin, "pulumi-language-nodejs");
  return languageHost === undefined ? undefined : findIn(bin, "pulumi");
}
