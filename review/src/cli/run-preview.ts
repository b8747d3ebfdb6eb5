import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { promisify } from "node:util";
import { ReviewInputError } from "../errors.ts";
import type { Source } from "../read/index.ts";

const LARGEST_OUTPUT_BYTES = 256 * 1024 * 1024;

/**
 * Runs `pulumi preview --json`.
 *
 * @throws ReviewInputError where it printed nothing that can be read; one that failed on the way did.
 */
export async function runPreview(
  { stack, cwd }: { readonly stack?: string | undefined; readonly cwd?: string | undefined },
  env: NodeJS.ProcessEnv,
): Promise<Source> {
  const args = ["preview", "--json", "--show-sames", "--non-interactive"];
  if (stack !== undefined) args.push("--stack", stack);
  if (cwd !== undefined) args.push("--cwd", cwd);
  const name = "pulumi preview --json";
  try {
    const { stdout } = await promisify(execFile)("pulumi", args, {
      env,
      maxBuffer: LARGEST_OUTPUT_BYTES,
    });
    return { name, text: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    // The engine says in JSON why a preview failed, with what it had found until then.
    if (stdout?.trimStart().startsWith("{")) return { name, text: stdout };
    if (cwd !== undefined && !isFolder(cwd)) {
      throw new ReviewInputError(
        `--cwd: there is no folder ${cwd}; give that of the Pulumi project.`,
      );
    }
    if (code === "ENOENT") {
      throw new ReviewInputError(
        "pulumi was not found on the PATH; install the Pulumi CLI, or give a file with what pulumi preview --json printed.",
      );
    }
    const said = stderr?.trim().slice(0, 500) ?? "";
    throw new ReviewInputError(
      `${name} failed${said === "" ? "" : `: ${said}`}. Give --stack or --cwd, or a file with a preview.`,
    );
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
