import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageSpec } from "./spec.ts";

/** The plugin's `package.json`, as far as the schema repeats it. */
export interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly license: string;
  readonly author: string;
  /** Only a release knows it, and writes it there. */
  readonly repository?: { readonly url: string };
}

type Places = Pick<PackageSpec, "repository" | "pluginDownloadURL" | "logoUrl">;

/** The plugin's `package.json` as it stands. */
export function manifestOf(repository: string): Manifest {
  return JSON.parse(readFileSync(join(repository, "plugin/package.json"), "utf8")) as Manifest;
}

/**
 * Where sources, archives and logo are, of a manifest that says it; a copy of the repository under another name
 * has others.
 *
 * @throws an error for a repository that is not on GitHub: the engine would find no archive there.
 */
export function placesOf({
  repository,
  version,
}: Pick<Manifest, "repository" | "version">): Places {
  if (repository === undefined) return {};
  const [, owner, name] =
    /^git\+https:\/\/github\.com\/([^/]+)\/([^/]+)\.git$/.exec(repository.url) ?? [];
  if (owner === undefined || name === undefined) {
    throw new Error(
      `plugin/package.json: repository.url "${repository.url}" is not of the form git+https://github.com/OWNER/NAME.git, from which Pulumi could download the plugin; correct it, or say in plugin/schema/manifest.ts where the archives are.`,
    );
  }
  return {
    repository: `https://github.com/${owner}/${name}`,
    pluginDownloadURL: `github://api.github.com/${owner}/${name}`,
    logoUrl: `https://raw.githubusercontent.com/${owner}/${name}/v${version}/docs/logo.svg`,
  };
}
