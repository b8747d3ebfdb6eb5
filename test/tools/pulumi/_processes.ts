import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { onTestFinished, vi } from "vitest";

export interface Running {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts Node.js and keeps its output; it does not outlive the test. */
export function startNode(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Running {
  const child = spawn(process.execPath, args, { env, stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (bytes) => (output.stdout += bytes));
  child.stderr.on("data", (bytes) => (output.stderr += bytes));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => {
    child.once("close", (code, signal) => done({ code, signal }));
  });
  return { child, output, ended };
}

/** Waits until `check` no longer throws. */
export function eventually<T>(check: () => T | Promise<T>, timeout = 20_000): Promise<T> {
  return vi.waitFor(check, { timeout, interval: 20 });
}

/** The process id in a file that a fake command writes. */
export function processIdIn(path: string): Promise<number> {
  return eventually(async () => {
    const id = Number.parseInt(await readFile(path, "utf8"), 10);
    if (Number.isNaN(id)) throw new Error(`no process id in ${path} yet`);
    return id;
  });
}

export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
