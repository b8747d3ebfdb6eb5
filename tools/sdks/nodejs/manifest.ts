import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The compiler of the generated package; the generator names one that cannot read the types of Node.js. */
const TYPESCRIPT = "^5.9.0";

/**
 * Completes the generated `package.json`: a package of what the compiler writes into `bin`, built by
 * `npm run build` and before each `npm pack`.
 *
 * @returns the version.
 */
export async function completeManifest(folder: string): Promise<string> {
  const file = join(folder, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  const { name, version, description, scripts, devDependencies, ...others } = manifest;
  const complete = {
    name,
    version,
    description,
    main: "bin/index.js",
    types: "bin/index.d.ts",
    files: ["bin"],
    scripts: { ...scripts, prepack: "npm run build" },
    ...others,
    devDependencies: { ...devDependencies, typescript: TYPESCRIPT },
  };
  await writeFile(file, `${JSON.stringify(complete, null, 4)}\n`);
  return version;
}
