/** Bundles the plugin with all that it needs into one file, so that a process starts quickly. */
import { join } from "node:path";
import { build } from "esbuild";

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
  // The sources of the provider rather than what is built of them: unused parts stay out.
  alias: { "pulumi-stytch-connected-apps/service": "../provider/src/service/index.ts" },
});
