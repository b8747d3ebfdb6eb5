import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { REPOSITORY } from "../../e2e/_process.ts";
import type { TestProject } from "../../e2e/_project.ts";
import type { Scope } from "../../e2e/_scope.ts";
import { succeed } from "./_commands.ts";
import { PLUGIN_SETTINGS } from "./_scenario.ts";
import { sdkIn } from "./_sdk.ts";

const MODULES = join(REPOSITORY, "node_modules");
/** The compiler of this repository, and its types, for a package below `folder`. */
const COMPILER_PATH = [join(MODULES, ".bin"), process.env.PATH].join(delimiter);

/** Writes the SDK below `folder`, with the compiler and the packages that it needs; gives its folder. */
export async function nodejsSdkIn(folder: string): Promise<string> {
  const modules = join(folder, "node_modules");
  await mkdir(modules, { recursive: true });
  for (const name of ["@pulumi", "@types", "typescript", "undici-types"])
    await symlink(join(MODULES, name), join(modules, name));
  return sdkIn(folder, "nodejs");
}

/** Runs npm in the folder of the SDK, or of a program with it. */
export function npm(cwd: string, ...args: string[]): Promise<string> {
  return succeed("npm", args, { cwd, env: { PATH: COMPILER_PATH } });
}

/** Builds the SDK as its package is built, and gives it to all programs below `folder`. */
export async function installNodejsSdk(folder: string): Promise<void> {
  const sdk = await nodejsSdkIn(folder);
  await npm(sdk, "run", "build");
  await symlink(sdk, join(folder, "node_modules", "pulumi-stytch"));
}

/** A program in JavaScript with the SDK, on a stack of its own; gives what runs a command of Pulumi on it. */
export async function nodejsProgram(scope: Scope, project: TestProject, text: string) {
  const folder = await scope.folder();
  await installNodejsSdk(folder);
  await writeFile(
    join(folder, "Pulumi.yaml"),
    `name: program\nruntime: nodejs\n${PLUGIN_SETTINGS}`,
  );
  await writeFile(join(folder, "package.json"), '{ "name": "program", "main": "index.cjs" }');
  const write = (program: string) => writeFile(join(folder, "index.cjs"), program);
  await write(text);
  // What tests load into all processes of Node.js would stand among the lines of this program.
  const cli = await scope.cli(project, { NODE_OPTIONS: "" });
  const pulumi = (...args: string[]) => cli.pulumi("--cwd", folder, ...args, "--non-interactive");
  await pulumi("stack", "init", "test");
  return { pulumi, write };
}
