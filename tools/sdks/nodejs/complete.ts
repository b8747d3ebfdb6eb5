import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { completeManifest } from "./manifest.ts";
import { optionalOutputs } from "./optional-outputs.ts";

const RESOURCES = resolve(import.meta.dirname, "../../../provider/src/program/resources");
/** They import nothing of ours: some of the dynamic provider's classes, some of this folder. */
const COPIED = {
  "author-frames": RESOURCES,
  "unprinted-responses": RESOURCES,
  "absent-outputs": import.meta.dirname,
  "unknown-arguments": import.meta.dirname,
} as const;

const DISCRETION = `import { showAbsentOutputs } from "./absent-outputs";
import { showAuthorFrames } from "./author-frames";
import { OPTIONAL_OUTPUTS } from "./optional-outputs";
import { keepResponsesUnprinted } from "./unprinted-responses";

let restore: (() => void) | undefined;

/**
 * Keeps client secrets out of the debug messages of the Pulumi SDK, and frames of libraries out of the
 * state; has previews know which outputs are absent. Called by the constructor of each resource, ahead of the SDK's own.
 *
 * @internal
 */
export function discreet(): void {
  keepResponsesUnprinted();
  showAbsentOutputs(OPTIONAL_OUTPUTS);
  if (restore !== undefined) return;
  restore = showAuthorFrames();
  queueMicrotask(() => {
    restore?.();
    restore = undefined;
  });
}
`;

/** With the names that the generated code uses of it: to load all of the SDK takes half a second of each program. */
const PULUMI = `export { Config } from "@pulumi/pulumi/config";
export type { InvokeOptions, InvokeOutputOptions } from "@pulumi/pulumi/invoke";
export * from "@pulumi/pulumi/output";
export * from "@pulumi/pulumi/resource";
export * as runtime from "./pulumi-runtime";
`;
const PULUMI_RUNTIME = `export * from "@pulumi/pulumi/runtime/invoke";
export { registerResourceModule, registerResourcePackage } from "@pulumi/pulumi/runtime/rpc";
`;

const LIGHT_MODULES = ["pulumi", "pulumi-runtime"];

/** Where every constructor of the generated code comes by. */
const DEFAULTS = "export function resourceOptsDefaults(): any {\n";

/** The plugin marks its secrets itself; to name them again takes 100 bytes of each client in a state. */
const SECRETS = `        const secretOpts = { additionalSecretOutputs: ["clientSecret", "nextClientSecret"] };
        opts = pulumi.mergeOptions(opts, secretOpts);
`;

/** The options of a resource come right after its inputs. */
const OPTIONS = "        opts = pulumi.mergeOptions(utilities.resourceOptsDefaults(), opts);\n";
/** What follows the inputs of a resource that is not only read. */
const READING = "        } else {\n";

/** The version is known here; compiled code lies in another folder than `package.json`. */
const VERSION = `    let version = require('./package.json').version;
    // Node allows for the version to be prefixed by a "v", while semver doesn't.
    // If there is a v, strip it off.
    if (version.indexOf('v') === 0) {
        version = version.slice(1);
    }
    return version;
`;

const TARGET = '"target": "ES2022"';
/** Programs that compile the sources themselves may have no later one. */
const OLDER_TARGET = '"target": "ES2020"';

/**
 * Adds to the generated package for Node.js what the classes of the dynamic provider do for every program, and
 * what its build needs.
 *
 * @param schemaFile what it was generated from
 * @throws Error where the generator writes other code than it did.
 */
export async function completeNodejs(folder: string, schemaFile: string): Promise<void> {
  for (const [name, from] of Object.entries(COPIED))
    await copyFile(join(from, `${name}.ts`), join(folder, `${name}.ts`));
  await writeFile(join(folder, "discretion.ts"), DISCRETION);
  await writeFile(join(folder, "optional-outputs.ts"), await optionalOutputs(schemaFile));
  await loadLess(folder);
  const version = await completeManifest(folder);
  const utilities = join(folder, "utilities.ts");
  await edit(utilities, VERSION, () => `    return ${JSON.stringify(version)};\n`);
  await edit(utilities, DEFAULTS, (found) => `${found}    discreet();\n`);
  await edit(utilities, "", () => 'import { discreet } from "./discretion";\n');
  await edit(join(folder, "connectedApp.ts"), SECRETS, () => "");
  await passUnknownArguments(folder);
  const added = [...Object.keys(COPIED), "discretion", "optional-outputs", ...LIGHT_MODULES];
  const files = added.map((name) => `        "${name}.ts",\n`);
  const settings = join(folder, "tsconfig.json");
  await edit(settings, '    "files": [\n', (found) => found + files.join(""));
  await edit(settings, TARGET, () => OLDER_TARGET);
}

async function passUnknownArguments(folder: string): Promise<void> {
  for (const name of ["connectedApp.ts", "organizationConnectedApps.ts"]) {
    const file = join(folder, name);
    const call = "            addUnknownArguments(resourceInputs, args);\n";
    await edit(file, READING, (found) => call + found);
    await edit(file, "", () => 'import { addUnknownArguments } from "./unknown-arguments";\n');
  }
  const file = join(folder, "provider.ts");
  const call = "        addUnknownSettings(resourceInputs, args);\n";
  await edit(file, OPTIONS, (found) => call + found);
  await edit(file, "", () => 'import { addUnknownSettings } from "./unknown-arguments";\n');
}

async function loadLess(folder: string): Promise<void> {
  const whole = 'import * as pulumi from "@pulumi/pulumi";';
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith(".ts")) continue;
    const file = join(folder, path);
    const text = await readFile(file, "utf8");
    const up = path.includes(sep) ? ".." : ".";
    const lines = text
      .split("\n")
      .map((line) => (line === whole ? whole.replace("@pulumi", up) : line));
    await writeFile(file, lines.join("\n"));
  }
  await writeFile(join(folder, "pulumi.ts"), PULUMI);
  await writeFile(join(folder, "pulumi-runtime.ts"), PULUMI_RUNTIME);
  const runtime = 'import * as runtime from "@pulumi/pulumi/runtime";';
  await edit(join(folder, "utilities.ts"), runtime, () => 'import { runtime } from "./pulumi";');
}

async function edit(
  file: string,
  place: string,
  replacement: (found: string) => string,
): Promise<void> {
  const text = await readFile(file, "utf8");
  if (!text.includes(place)) {
    throw new Error(
      `The generator for nodejs no longer writes ${JSON.stringify(place)} in ${file}.`,
    );
  }
  await writeFile(file, text.replace(place, replacement));
}
