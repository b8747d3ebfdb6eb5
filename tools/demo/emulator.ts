import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The emulator as a separate process, as a user runs it. */
export interface EmulatorProcess {
  readonly url: string;
  readonly projectId: string;
  readonly secret: string;
  readonly pid: number | undefined;
  /** One call of the emulated API or of a control route. */
  call(method: string, path: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
  /** Lets this process end while the emulator continues. */
  release(): void;
}

/** Starts the emulator; `--port 0` among the options picks free ports. */
export async function startEmulator(
  repository: string,
  options: string[],
): Promise<EmulatorProcess> {
  const cli = join(repository, "emulator/dist/cli.js");
  const child = spawn(process.execPath, [cli, ...options, "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  let isReleased = false;
  // However this process ends: the child is in a group of its own, which no signal of a terminal reaches.
  process.once("exit", () => {
    if (!isReleased && child.exitCode === null) child.kill("SIGTERM");
  });
  const { url, projectId, secret } = await ready(child);
  const authorization = `Basic ${btoa(`${projectId}:${secret}`)}`;

  return {
    url,
    projectId,
    secret,
    pid: child.pid,
    async call(method, path, body) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization, "content-type": "application/json" },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
      return response.json();
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
    release() {
      isReleased = true;
      child.stdout?.destroy();
      child.unref();
    },
  };
}

interface Credentials {
  url: string;
  projectId: string;
  secret: string;
}

async function ready(child: ChildProcess): Promise<Credentials> {
  if (child.stdout === null) throw new Error("the emulator has no output");
  for await (const line of createInterface({ input: child.stdout })) {
    const { projects } = JSON.parse(line) as { projects: { consumer: Credentials } };
    return projects.consumer;
  }
  throw new Error("the emulator ended before it was ready; its message is above");
}
