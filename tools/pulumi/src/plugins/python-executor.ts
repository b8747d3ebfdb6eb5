import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { findIn, findOnPath } from "../executables.ts";
import { EXECUTOR } from "../language-host/languages/python.ts";
import { place } from "./file.ts";

const SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3";

/** Milliseconds to find a module that Go has, or to fetch it. */
const MODULE_TIMEOUT_MS = 120_000;

/**
 * Puts the script that runs Python programs beside the host for Python: it is part of the Go module
 * of Pulumi's SDK. Does nothing where it already is or cannot be had: then the host says so.
 */
export async function placePythonExecutor(context: Context, root: string): Promise<void> {
  const bin = join(root, "bin");
  if ((await findIn(bin, EXECUTOR)) !== undefined) return;
  const go = await findOnPath("go", context.env);
  if (go === undefined) return;
  const { stdout, failure } = await context.run(go, ["mod", "download", "-json", SDK_MODULE], {
    cwd: context.moduleFolder,
    env: { ...context.env, GOWORK: "off" },
    timeoutMs: MODULE_TIMEOUT_MS,
  });
  if (failure !== undefined) return;
  const { Dir: module }: { Dir: string } = JSON.parse(stdout);
  const script = await readFile(join(module, "python", "cmd", EXECUTOR), "utf8");
  await place(join(bin, EXECUTOR), script, 0o755);
}
