import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "../../e2e/_process.ts";
import { succeed } from "./_commands.ts";
import { sdkIn } from "./_sdk.ts";

const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
/** Made once a checkout: it takes half a minute. */
const ENVIRONMENT = join(REPOSITORY, ".pulumi-local/python");
const PIP = ["-m", "pip", "--quiet", "--disable-pip-version-check", "install"];

/** The folder of a virtual environment with Pulumi's SDK. */
export async function pythonEnvironment(): Promise<string> {
  const wanted = await readFile(REQUIREMENTS, "utf8");
  const mark = join(ENVIRONMENT, "installed.txt");
  if (existsSync(mark) && (await readFile(mark, "utf8")) === wanted) return ENVIRONMENT;
  await succeed("python3", ["-m", "venv", "--clear", ENVIRONMENT]);
  await succeed(pythonOf(ENVIRONMENT), [...PIP, "-r", REQUIREMENTS]);
  await writeFile(mark, wanted);
  return ENVIRONMENT;
}

export function pythonOf(environment: string): string {
  return join(environment, "bin/python");
}

/** Installs the SDK below `folder` by pip; gives the folder that has to be on `PYTHONPATH`. */
export async function installPythonSdk(folder: string, environment: string): Promise<string> {
  const sdk = await sdkIn(folder, "python");
  const packages = join(folder, "python-packages");
  const flags = ["--no-deps", "--no-build-isolation", "--target", packages];
  await succeed(pythonOf(environment), [...PIP, ...flags, sdk]);
  return packages;
}
