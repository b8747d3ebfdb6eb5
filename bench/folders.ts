import { rmSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { endDescendants } from "./processes.ts";

export const REPOSITORY = resolve(import.meta.dirname, "..");

const open = new Set<string>();

/** Runs `action` with its own folder, which it removes afterwards, whatever happens. */
export async function withFolder<Result>(
  action: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-bench-"));
  open.add(folder);
  try {
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    open.delete(folder);
  }
}

/** Lets programs in `folder` load the packages of this repository. */
export async function linkPackages(folder: string): Promise<void> {
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
}

/** Also when a person stops the benchmark, no process and no folder is left. */
export function cleanUpOnSignals(): void {
  process.on("exit", () => {
    for (const folder of open) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.on(signal, () => {
      endDescendants();
      // Others that listen end their own children first.
      setImmediate(() => process.exit(code));
    });
  }
}
