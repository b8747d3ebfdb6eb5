import { join } from "node:path";
import { runProcess } from "../tools/pulumi/src/run-process.ts";
import { writeSdk } from "../tools/sdks/write-sdk.ts";
import { linkPackages, REPOSITORY } from "./folders.ts";

const MODULES = join(REPOSITORY, "node_modules");
const TIMEOUT_MS = 120_000;

/** Generates and compiles the plugin's SDK for Node.js below a folder; gives what a program requires. */
export async function buildPluginSdk(folder: string): Promise<string> {
  await linkPackages(folder);
  const sdk = join(folder, "sdk");
  await writeSdk("nodejs", join(REPOSITORY, "plugin/schema.json"), sdk);
  const compiler = join(MODULES, "typescript/bin/tsc");
  const options = { env: process.env, timeoutMs: TIMEOUT_MS };
  const { failure } = await runProcess(process.execPath, [compiler, "-p", sdk], options);
  if (failure !== undefined) throw new Error(`The SDK of the plugin does not compile: ${failure}`);
  return sdk;
}
