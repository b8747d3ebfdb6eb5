import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Ran {
  readonly command: string;
  readonly seconds: number;
  readonly code: number;
  /** Standard output and error, in the order in which they were written. */
  readonly output: string;
}

/** What comes behind the output of a command: its exit code between two bytes that no text has. */
const END = /\0(\d+)\0$/;

/** A shell of a reader who types the commands of a page one after the other: it keeps folder and variables. */
export class Shell {
  readonly #process;
  readonly #chunks: AsyncIterator<string>;

  constructor(cwd: string, env: NodeJS.ProcessEnv) {
    this.#process = spawn("bash", ["--noprofile", "--norc"], {
      cwd,
      env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#chunks = this.#process.stdout.setEncoding("utf8")[Symbol.asyncIterator]();
  }

  async run(command: string): Promise<Ran> {
    const startedAt = performance.now();
    // A command that asks gets no answer, instead of the commands behind it.
    this.#process.stdin.write(`{ ${command}\n} </dev/null 2>&1; printf '\\0%s\\0' "$?"\n`);
    let output = "";
    while (!END.test(output)) {
      const { value, done } = await this.#chunks.next();
      if (done) break;
      output += value;
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const [, code = "1"] = END.exec(output) ?? [];
    return { command, seconds, code: Number(code), output: output.replace(END, "") };
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, "exit");
    this.#process.stdin.end();
    await ended;
  }
}
