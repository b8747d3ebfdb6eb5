/** Writes `plugin/schema.json` from the sources of the provider and the examples of the documentation. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const PLUGIN = join(import.meta.dirname, "..");
const GENERATOR = join(PLUGIN, "dist/schema.mjs");

await build({
  entryPoints: [join(PLUGIN, "schema/schema.ts")],
  outfile: GENERATOR,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
const { schemaText } = await import(pathToFileURL(GENERATOR).href);
writeFileSync(join(PLUGIN, "schema.json"), schemaText(join(PLUGIN, "..")));
