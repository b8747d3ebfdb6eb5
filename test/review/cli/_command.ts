import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { onTestFinished } from "vitest";
import { REPOSITORY } from "../../e2e/_process.ts";

const COMMAND = join(REPOSITORY, "review/bin/stytch-review.js");

/** What a CI job may set, and a test must not take from the one that it runs in. */
const UNSET = Object.fromEntries(
  [
    "GITHUB_ACTIONS",
    "GITHUB_API_URL",
    "GITHUB_EVENT_PATH",
    "GITHUB_REPOSITORY",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_TOKEN",
    "GITLAB_CI",
    "GITLAB_TOKEN",
    "STYTCH_PROJECT_ID",
    "FORCE_COLOR",
  ].map((name) => [name, ""]),
);

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
    async review(args: readonly string[], env: Record<string, string> = {}, cwd = ".") {
      const { exitCode, stdout, stderr } = await execa(process.execPath, [COMMAND, ...args], {
        cwd: join(folder, cwd),
        env: { ...UNSET, ...env },
        stdin: "ignore",
        reject: false,
      });
      return { code: exitCode, stdout, stderr };
    },
  };
}
