import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { main } from "../../../review/src/cli/main.ts";
import { capture, type Finished, standardInput } from "../../_command.ts";

export interface ReviewWish {
  readonly env?: Record<string, string>;
  /** For standard input. */
  readonly input?: string;
}

/**
 * Runs `stytch-review` in this process, one at a time: its folder is that of the process meanwhile.
 *
 * @returns what it printed without the end of the last line.
 */
export async function review(
  folder: string,
  args: readonly string[],
  { env, input }: ReviewWish = {},
): Promise<Finished> {
  const { finished, ...streams } = capture();
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { code, stdout, stderr } = finished(
      await main(args, {
        ...streams,
        env: { PATH: process.env.PATH, ...env },
        stdin: standardInput(input),
      }),
    );
    return { code, stdout: stdout.replace(/\n$/, ""), stderr: stderr.replace(/\n$/, "") };
  } finally {
    process.chdir(before);
  }
}

/** A folder of a test, gone after it, in which the command runs. */
export function commandFolder() {
  const folder = mkdtempSync(join(tmpdir(), "stytch-review-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    /** @returns its path. */
    write(name: string, data: object | string): string {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof data === "string" ? data : JSON.stringify(data));
      return path;
    },
    review: (args: readonly string[], env: Record<string, string> = {}, cwd = ".") =>
      review(join(folder, cwd), args, { env }),
  };
}
