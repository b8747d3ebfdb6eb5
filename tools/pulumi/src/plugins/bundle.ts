import { join } from "node:path";
import { build } from "esbuild";

const ENTRY = join(import.meta.dirname, "..", "language-host", "main.ts");

/** The language host and all its packages as one CommonJS file, the same for the same sources. */
export async function bundleLanguageHost(): Promise<string> {
  const result = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    minify: true,
    platform: "node",
    format: "cjs",
    // Older than what the host needs, so that it can say so itself.
    target: "node18",
    absWorkingDir: join(import.meta.dirname, ".."),
    logLevel: "silent",
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error("esbuild gave no output for the language host.");
  return output.text;
}
