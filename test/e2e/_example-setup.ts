import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { type Cli, PULUMI } from "./_cli.ts";
import { REPOSITORY, run } from "./_process.ts";

/**
 * Runs the commands that the first comment of an example gives to prepare a fresh emulator.
 *
 * @param root of the examples, which may be copies.
 */
export async function setUpExample(folder: string, cli: Cli, root = REPOSITORY): Promise<void> {
  const program = await readFile(join(REPOSITORY, folder, "index.ts"), "utf8");
  const [comment = ""] = /^(?:\/\/.*\n)+/.exec(program) ?? [];
  const lines = [...comment.matchAll(/^\/\/ {3}(.+)$/gm)].map(([, line = ""]) => line);
  expect(lines.length).toBeGreaterThan(0);
  const pulumi = ["node", ...PULUMI].map((word) => `'${word}'`).join(" ");
  const script = lines.join("\n").replaceAll("npm run pulumi --", pulumi);
  const { code, stdout, stderr } = await run("sh", ["-ec", script], {
    cwd: root,
    // npm sets it for all that it runs, to where that was asked for.
    env: { ...cli.environment, INIT_CWD: root },
  });
  expect(code, stdout + stderr).toBe(0);
}
