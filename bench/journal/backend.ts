import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PROJECT, STACK } from "../contenders/workplace.ts";

const SERVER = join(import.meta.dirname, "serve.ts");

export interface JournalBackend {
  /** What a command line needs to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** The file in which the stack's state is, after each command. */
  readonly stateFile: string;
  close(): Promise<void>;
}

/**
 * Starts a backend that journals, beside what measures: a thread that both share would slow both.
 *
 * @param program What serves it; it prints its URL. Default: `serve.ts`.
 * @throws Error if the process cannot be started, or ends before it has printed a URL.
 */
export async function startJournalBackend(
  folder: string,
  program: string = SERVER,
): Promise<JournalBackend> {
  const server = spawn(process.execPath, [program, folder], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(server, "exit");
  const [url] = (await Promise.race([
    once(createInterface(server.stdout), "line"),
    ended.then(([code, signal]) => {
      throw new Error(`the backend that journals ended with ${code ?? signal} before it had a URL`);
    }),
  ])) as [string];
  return {
    env: { PULUMI_BACKEND_URL: url, PULUMI_ACCESS_TOKEN: "bench" },
    stateFile: join(folder, `bench_${PROJECT}_${STACK}.json`),
    async close() {
      server.stdin.end();
      await ended;
    },
  };
}
