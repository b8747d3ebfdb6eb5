import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { main } from "../../smoke/src/cli/main.ts";
import { build } from "../_build.ts";
import { capture, type Finished, standardInput } from "../_command.ts";
import type { Scene } from "./_harness.ts";

const CLI = fileURLToPath(new URL("../../smoke/dist/cli.js", import.meta.url));

export const buildCli = () => build("smoke");

export interface Running {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
}

export interface CliWish {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** For standard input. */
  readonly input?: string;
}

/** Starts the built `stytch-smoke`; it is killed with the test if it still runs. */
export function startCli(args: readonly string[], wish: CliWish = {}): Running {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: environment(wish),
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdin.on("error", () => {}).end(wish.input ?? "");
  const finished = once(child, "close").then(() => ({ code: child.exitCode, stdout, stderr }));
  return { process: child, finished };
}

/** Runs `stytch-smoke` in this process, without the waits before retries. */
export async function runCli(args: readonly string[], wish: CliWish = {}): Promise<Finished> {
  const { finished, ...streams } = capture();
  const code = await main(args, {
    ...streams,
    env: environment(wish),
    stdin: standardInput(wish.input),
    once: () => {},
    removeListener: () => {},
    wait: async () => {},
  });
  return finished(code);
}

/** That of a command, which knows of no project but the one that the test names. */
function environment({ env }: CliWish): Record<string, string | undefined> {
  return { PATH: process.env.PATH, ...env };
}

/** The project of a scene as variables. */
export function environmentOf({ target }: Scene): Record<string, string> {
  const { projectId, secret, apiUrl = "" } = target;
  return { STYTCH_PROJECT_ID: projectId, STYTCH_SECRET: secret, STYTCH_API_URL: apiUrl };
}

/** The outputs of a stack that exports the client of a scene, and what else stacks export. */
export function outputsOf({ target }: Scene): Record<string, unknown> {
  const { name: _name, ...app } = target.app;
  return { url: "https://app.example.com", count: 3, nothing: null, web: { ...app, urn: "urn:x" } };
}

/** The part of `--format json` that tests look at. */
export const reportSchema = z.object({
  outcome: z.string(),
  reports: z.array(
    z.object({
      app: z.object({ name: z.string() }),
      checks: z.array(z.object({ id: z.string(), outcome: z.string() })),
    }),
  ),
});

/** A folder that is removed with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "smoke-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A `pulumi` that prints what it is given. */
export interface FakePulumi {
  readonly PATH: string;
  /** The arguments of its last call; undefined if it was not called. */
  args(): string | undefined;
}

export function fakePulumi(prints: object): FakePulumi {
  const folder = temporaryFolder();
  const program = join(folder, "pulumi");
  const printed = join(folder, "printed.json");
  const seen = join(folder, "args");
  writeFileSync(printed, JSON.stringify(prints));
  writeFileSync(program, `#!/bin/sh\necho "$@" > "${seen}"\ncat "${printed}"\n`);
  chmodSync(program, 0o755);
  return {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    args: () => (existsSync(seen) ? readFileSync(seen, "utf8").trim() : undefined),
  };
}
