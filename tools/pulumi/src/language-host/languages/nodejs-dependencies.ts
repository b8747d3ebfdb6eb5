import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Dependency } from "./language.ts";

/**
 * The packages that the program in `folder` asks for, sorted by name; none without `package.json`. The version
 * is the installed one, or the range in `package.json` of a package that is not installed.
 */
export async function programDependencies(folder: string): Promise<Dependency[]> {
  const manifest = await readManifest(join(folder, "package.json"));
  const wanted = { ...texts(manifest.devDependencies), ...texts(manifest.dependencies) };
  const found = Object.entries(wanted).map(async ([name, range]) => ({
    name,
    version: (await installedVersion(folder, name)) ?? range,
  }));
  return (await Promise.all(found)).sort((a, b) => a.name.localeCompare(b.name));
}

async function installedVersion(folder: string, name: string): Promise<string | undefined> {
  // Not by resolving `name/package.json`: many packages do not export it.
  const lookup = createRequire(join(folder, "package.json")).resolve.paths(name) ?? [];
  for (const modules of lookup) {
    if (dirname(modules) === modules) continue;
    const { version } = await readManifest(join(modules, name, "package.json"));
    if (typeof version === "string") return version;
  }
  return undefined;
}

async function readManifest(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // `pulumi about` and error reports ask for this: what is there is better than nothing.
    return {};
  }
}

function texts(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
