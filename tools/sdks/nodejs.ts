import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

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

/** Where every constructor of the generated code comes by. */
const DEFAULTS = "export function resourceOptsDefaults(): any {\n";

/**
 * Adds to the generated package for Node.js what the classes of the dynamic provider do for every program.
 *
 * @throws Error where the generator writes other code than it did.
 */
export async function addDiscretion(folder: string): Promise<void> {
  for (const name of SHARED)
    await copyFile(join(RESOURCES, `${name}.ts`), join(folder, `${name}.ts`));
  await writeFile(join(folder, "discretion.ts"), DISCRETION);
  await edit(join(folder, "utilities.ts"), DEFAULTS, (found) => `${found}    discreet();\n`);
  await edit(join(folder, "utilities.ts"), "", () => 'import { discreet } from "./discretion";\n');
  const files = [...SHARED, "discretion"].map((name) => `        "${name}.ts",\n`);
  await edit(join(folder, "tsconfig.json"), '    "files": [\n', (found) => found + files.join(""));
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
