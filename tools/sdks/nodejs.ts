import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";

const RESOURCES = resolve(import.meta.dirname, "../../provider/src/program/resources");
/** Of the dynamic provider's classes; they import nothing of ours. */
const SHARED = ["author-frames", "unprinted-responses"] as const;

const DISCRETION = `import { showAuthorFrames } from "./author-frames";
import { keepResponsesUnprinted } from "./unprinted-responses";

let restore: (() => void) | undefined;

/**
 * Keeps client secrets out of the debug messages of the Pulumi SDK, and frames of libraries out of the
 * state. Called by the constructor of each resource, ahead of the SDK's own.
 *
 * @internal
 */
export function discreet(): void {
  keepResponsesUnprinted();
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

/** Where every constructor of the generated code comes by. */
const DEFAULTS = "export function resourceOptsDefaults(): any {\n";

/** The plugin marks its secrets itself; to name them again takes 100 bytes of each client in a state. */
const SECRETS = `        const secretOpts = { additionalSecretOutputs: ["clientSecret", "nextClientSecret"] };
        opts = pulumi.mergeOptions(opts, secretOpts);
`;

/**
 * Adds to the generated package for Node.js what the classes of the dynamic provider do for every program.
 *
 * @throws Error where the generator writes other code than it did.
 */
export async function addDiscretion(folder: string): Promise<void> {
  for (const name of SHARED)
    await copyFile(join(RESOURCES, `${name}.ts`), join(folder, `${name}.ts`));
  await writeFile(join(folder, "discretion.ts"), DISCRETION);
  await loadLess(folder);
  await edit(join(folder, "utilities.ts"), DEFAULTS, (found) => `${found}    discreet();\n`);
  await edit(join(folder, "utilities.ts"), "", () => 'import { discreet } from "./discretion";\n');
  await edit(join(folder, "connectedApp.ts"), SECRETS, () => "");
  const files = [...SHARED, "discretion", "pulumi", "pulumi-runtime"].map(
    (name) => `        "${name}.ts",\n`,
  );
  await edit(join(folder, "tsconfig.json"), '    "files": [\n', (found) => found + files.join(""));
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
