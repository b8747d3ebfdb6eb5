import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { REPOSITORY } from "./_stack.ts";

/** What a command printed, and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Cli {
  /** Where the backend keeps the state. */
  readonly backend: string;
  /** Runs `npm run pulumi -- …` as a user does. */
  pulumi(...args: string[]): Promise<CommandResult>;
  remove(): Promise<void>;
}

/** Runs a program to its end, with this process's Node.js first on `PATH`. */
export function run(
  command: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<CommandResult> {
  const child = spawn(command, args, {
    cwd: options.cwd ?? REPOSITORY,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** The command line with a backend of its own, pointed to a project by the environment. */
export async function startCli(environment: Record<string, string>): Promise<Cli> {
  const backend = await mkdtemp(join(tmpdir(), "stytch-cli-"));
  const env = {
    ...environment,
    PULUMI_HOME: join(backend, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
  };
  return {
    backend,
    pulumi: (...args) => run("npm", ["run", "--silent", "pulumi", "--", ...args], { env }),
    remove: () => rm(backend, { recursive: true, force: true }),
  };
}
