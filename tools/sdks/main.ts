/** `npm run sdks -- [--language python] [--out DIR]`: the SDKs of the plugin, from its schema. */
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { GoToolError } from "../pulumi/src/index.ts";
import { isLanguage, LANGUAGES, type Language } from "./languages.ts";
import { nextSteps } from "./next-steps.ts";
import { SdkError, writeSdk } from "./write-sdk.ts";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const SCHEMA = join(REPOSITORY, "plugin", "schema.json");
const DEFAULT_OUT = join(REPOSITORY, "dist", "sdks");

function language(text: string, before: Language[] = []): Language[] {
  if (!isLanguage(text)) throw new InvalidArgumentError(`There are ${LANGUAGES.join(", ")}.`);
  return [...before, text];
}

interface Options {
  readonly language?: readonly Language[];
  readonly out?: string;
}

const command = new Command("npm run sdks --")
  .description("Writes the SDKs of the provider plugin, each into a folder of its language's name.")
  .option("--language <name>", `${LANGUAGES.join(", ")}; may be repeated (default: all)`, language)
  .option("--out <folder>", "where their folders go; they must be empty (default: dist/sdks)")
  .parse();
const { language: languages = LANGUAGES, out }: Options = command.opts();

try {
  for (const name of languages) {
    // npm runs scripts at the root and remembers where the user is.
    const base = out === undefined ? DEFAULT_OUT : resolve(process.env.INIT_CWD ?? "", out);
    const folder = join(base, name);
    // The default folder is this command's own.
    if (out === undefined) await rm(folder, { recursive: true, force: true });
    const sdk = await writeSdk(name, SCHEMA, folder);
    const steps = nextSteps(name, sdk).map((step) => `    ${step}\n`);
    console.log(`${name}: ${folder}\n  In the folder of a program:\n${steps.join("")}`);
  }
} catch (error) {
  if (!(error instanceof SdkError || error instanceof GoToolError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
