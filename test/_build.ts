import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const TSC = `${ROOT}node_modules/typescript/bin/tsc`;

const builds = new Map<string, Promise<unknown>>();

/**
 * Builds a package, once for all tests of a process: a command that they start is the built one, so it
 * has to be of these sources.
 *
 * @param folder of the package, such as `smoke`.
 */
export async function build(folder: string): Promise<void> {
  const started =
    builds.get(folder) ??
    promisify(execFile)(process.execPath, [TSC, "--build", `${ROOT}${folder}`]);
  builds.set(folder, started);
  await started;
}
