/** Bundles the plugin with all that it needs into one file, so that a process starts quickly. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
const PLUGIN = join(import.meta.dirname, "..");

await build({
  absWorkingDir: PLUGIN,
  entryPoints: ["src/main.ts"],
  outfile: "dist/plugin.cjs",
  bundle: true,
  platform: "node",
  target: "node22.19",
  format: "cjs",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
  define: { VERSION: JSON.stringify(version) },
});
