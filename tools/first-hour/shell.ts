import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export interface Ran {
  readonly command: string;
  readonly seconds: number;
  readonly code: number;
  /** Standard output and error, in the order of their arrival. */
  readonly output: string;
}

/** A shell of a reader who types the commands of a page one after the other: it keeps folder and variables. */
export class Shell {
  readonly #process;
  readonly #codes: AsyncIterator<string>;
  #output = "";

  constructor(cwd: string, env: NodeJS.ProcessEnv) {
    this.#process = spawn("bash", ["--noprofile", "--norc"], {
      cwd,
      env,
      stdio: ["pipe", "pipe", "pipe", "pipe"],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    }
    // The exit codes come apart from what the commands print.
    const codes = this.#process.stdio[3] as Readable;
    this.#codes = createInterface({ input: codes })[Symbol.asyncIterator]();
  }

  async run(command: string): Promise<Ran> {
    this.#output = "";
    const startedAt = performance.now();
    // A command that asks gets no answer, instead of the commands behind it.
    this.#process.stdin?.write(`{ ${command}\n} </dev/null 3>&-; echo "$?" >&3\n`);
    const { value } = await this.#codes.next();
    const seconds = (performance.now() - startedAt) / 1000;
    const code = value === undefined ? 1 : Number(value);
    return { command, seconds, code, output: this.#output };
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, "exit");
    this.#process.stdin?.end();
    await ended;
  }
}
