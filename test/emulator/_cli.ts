import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { z } from "zod";
import type { Emulator } from "../../emulator/src/index.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TSC = `${ROOT}node_modules/typescript/bin/tsc`;
const CLI = `${ROOT}emulator/dist/cli.js`;

/** The command under test is the built one, so it has to be of these sources. */
export async function buildCli(): Promise<void> {
  await promisify(execFile)(process.execPath, [TSC, "--build", `${ROOT}emulator`]);
}

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  process: ChildProcess;
  /** The first line of standard output. */
  ready: Promise<string>;
  finished: Promise<Finished>;
}

/** Starts `stytch-emulator`; it is killed with the test if it still runs. */
export function startCli(...args: string[]): Running {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let stdout = "";
  let stderr = "";
  const ready = new Promise<string>((resolve) => {
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      if (stdout.includes("\n")) resolve(stdout.slice(0, stdout.indexOf("\n")));
    });
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const finished = once(child, "close").then(() => ({ code: child.exitCode, stdout, stderr }));
  return { process: child, ready, finished };
}

const projectSchema = z.strictObject({
  url: z.string(),
  projectId: z.string(),
  secret: z.string(),
});

const readySchema = z.strictObject({
  projects: z.strictObject({ consumer: projectSchema, b2b: projectSchema }),
});

/** Reads the line of `--json` into something that requests can be sent to. */
export function readReadyLine(line: string): Emulator {
  const { projects } = readySchema.parse(JSON.parse(line));
  return {
    projects: {
      consumer: { ...projects.consumer, name: "" },
      b2b: { ...projects.b2b, name: "" },
    },
    reset: () => {},
    close: async () => {},
  };
}
