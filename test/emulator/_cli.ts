import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { main } from "../../emulator/src/cli/main.ts";
import type { Emulator } from "../../emulator/src/index.ts";
import { build } from "../_build.ts";
import { capture, type Finished } from "../_command.ts";

const CLI = fileURLToPath(new URL("../../emulator/dist/cli.js", import.meta.url));

export const buildCli = () => build("emulator");

interface Started {
  /** The first line of standard output. */
  readonly ready: Promise<string>;
  readonly finished: Promise<Finished>;
}

export interface Running extends Started {
  readonly process: ChildProcess;
}

/** Starts the built `stytch-emulator`; it is killed with the test if it still runs. */
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

export interface InProcess extends Started {
  /** Interrupts it, as SIGINT and SIGTERM do. */
  interrupt(): void;
}

/** Starts `stytch-emulator` in this process; it is interrupted with the test if it still runs. */
export function serveCli(...args: string[]): InProcess {
  const streams = capture();
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  const { promise: ready, resolve } = Promise.withResolvers<string>();
  const stdout = {
    write(text: string) {
      streams.stdout.write(text);
      resolve(text.slice(0, text.indexOf("\n")));
    },
  };
  const finished = main(args, {
    env: {},
    stdout,
    stderr: streams.stderr,
    once: (_signal, listener) =>
      interrupted.signal.addEventListener("abort", listener, { once: true }),
  }).then(streams.finished);
  onTestFinished(async () => {
    interrupt();
    await finished;
  });
  return { ready, finished, interrupt };
}

/** Runs `stytch-emulator` in this process until it ends by itself. */
export function runCli(...args: string[]): Promise<Finished> {
  return serveCli(...args).finished;
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
