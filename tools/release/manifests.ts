import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PACKAGES, REPOSITORY } from "./packages.ts";

/** A `package.json`, as far as a release reads it. */
export interface Manifest extends Record<string, unknown> {
  readonly name: string;
  readonly version: string;
}

export interface FoundManifest {
  /** Of the package, below the root of the repository. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The manifests of the packages that are published. */
export async function readManifests(): Promise<[FoundManifest, ...FoundManifest[]]> {
  const [first, ...others] = PACKAGES;
  return [await readManifest(first), ...(await Promise.all(others.map(readManifest)))];
}

async function readManifest(folder: string): Promise<FoundManifest> {
  const text = await readFile(manifestFile(folder), "utf8");
  return { folder, manifest: JSON.parse(text) as Manifest };
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(manifestFile(folder), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** A manifest that says where source, home page and issues of the package are. `url` is like `https://github.com/owner/name`. */
export function withRepository(manifest: Manifest, url: string, folder: string): Manifest {
  return {
    ...manifest,
    repository: { type: "git", url: `git+${url}.git`, directory: folder },
    homepage: `${url}/tree/v${manifest.version}/${folder}#readme`,
    bugs: `${url}/issues`,
  };
}

function manifestFile(folder: string): string {
  return join(REPOSITORY, folder, "package.json");
}
