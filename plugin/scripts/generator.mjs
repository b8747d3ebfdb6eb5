import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const PLUGIN = join(import.meta.dirname, "..");

/** The root of the repository. */
export const REPOSITORY = join(PLUGIN, "..");

/**
 * What a module of `plugin/schema` exports. Node.js would read it as CommonJS, which the plugin's package is:
 * a bundle says by its ending that it is none.
 *
 * @param {string} name of its file, without the ending.
 */
export async function load(name) {
  const outfile = join(PLUGIN, "dist", `${name}.mjs`);
  await build({
    entryPoints: [join(PLUGIN, "schema", `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}
