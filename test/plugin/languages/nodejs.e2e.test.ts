import { join } from "node:path";
import { REPOSITORY } from "../../e2e/_process.ts";
import { succeed } from "./_commands.ts";
import { installNodejsSdk } from "./_nodejs.ts";
import { describeLanguage } from "./_scenario.ts";

const COMPILER = join(REPOSITORY, "node_modules/typescript/bin/tsc");

await describeLanguage("nodejs", [], async (folder) => {
  await installNodejsSdk(folder);
  await succeed(process.execPath, [COMPILER, "-p", join(folder, "program")]);
  return {};
});
