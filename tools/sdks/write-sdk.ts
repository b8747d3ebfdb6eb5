import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { OLDEST_ENGINE_VERSION, provideGoTool } from "../pulumi/src/index.ts";
import { runProcess } from "../pulumi/src/run-process.ts";
import { GENERATORS, type Language } from "./languages.ts";
import type { WrittenSdk } from "./next-steps.ts";
import { completeNodejs } from "./nodejs/complete.ts";
import { completeSchema } from "./schema.ts";

const LICENSE = resolve(import.meta.dirname, "../../plugin/LICENSE");

/** Milliseconds for one language; it takes less than a second. */
const TIMEOUT_MS = 120_000;

/** An SDK could not be written; the message says why, and what helps. */
export class SdkError extends Error {
  readonly code = "ERR_SDK";

  constructor(message: string) {
    super(message);
    this.name = "SdkError";
  }
}

/**
 * Writes the SDK of a schema into `folder`, as Pulumi's generator for the language makes it, with the licence. A Go
 * module gets the `go.mod` that the generator leaves to its caller, the package for Python its README, that for
 * Node.js what the dynamic provider's classes do for programs.
 *
 * @param folder absolute; made where it is missing, else empty
 * @throws {SdkError} when the folder holds something or the schema is refused
 * @throws {GoToolError} when there is no generator
 */
export async function writeSdk(
  language: Language,
  schemaFile: string,
  folder: string,
): Promise<WrittenSdk> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new SdkError(`${folder} is not empty. Remove what it holds or choose another folder.`);
  }
  const generator = await provideGoTool(GENERATORS[language]);
  const temporary = await mkdtemp(join(tmpdir(), "stytch-schema-"));
  try {
    const schema = await completeSchema(schemaFile, temporary);
    const args = ["-language", language, "-schema", schema.file, "-out", folder];
    const options = { env: process.env, timeoutMs: TIMEOUT_MS };
    const { failure } = await runProcess(generator, args, options);
    if (failure !== undefined) throw new SdkError(`The generator for ${language} ${failure}`);
    if (language === "nodejs") await completeNodejs(folder, schema.file);
    if (language === "python") await copyReadme(folder);
    if (language === "go") await writeGoModule(schema.goModule, folder);
    const root = language === "go" ? join(folder, basename(schema.goModule)) : folder;
    await copyFile(LICENSE, join(root, "LICENSE"));
    return { folder, version: schema.version, goModule: schema.goModule };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The manifest names it where the generator does not write it. */
async function copyReadme(folder: string): Promise<void> {
  await copyFile(join(folder, "pulumi_stytch", "README.md"), join(folder, "README.md"));
}

/** The generator puts the package into a folder of the last name of its path. */
async function writeGoModule(modulePath: string, folder: string): Promise<void> {
  await writeFile(
    join(folder, basename(modulePath), "go.mod"),
    // The oldest that the code is tested with: later ones require a newer Go of whoever uses it.
    `module ${modulePath}\n\ngo 1.25.0\n\nrequire github.com/pulumi/pulumi/sdk/v3 v${OLDEST_ENGINE_VERSION}\n`,
  );
}
