import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { CACHE_VARIABLE } from "../cache/location.ts";
import { withLock } from "../cache/lock.ts";
import { publish } from "../cache/publish.ts";
import { type Context, createContext, type EngineOptions } from "../context.ts";
import { findIn, findOnPath } from "../executables.ts";
import { buildGo } from "./build.ts";
import { type GoTool, toolRoot } from "./tool.ts";

/** A tool could be neither found nor built; the message says what was lacking, and what helps. */
export class GoToolError extends Error {
  readonly code = "ERR_PULUMI_GO_TOOL";

  constructor(tool: GoTool, lacking: string, remedy: string) {
    super(`${tool.title} cannot be built: ${lacking}.\n${remedy}`);
    this.name = "GoToolError";
  }
}

const INSTALL_GO =
  "Install Go (https://go.dev/dl/) and allow access to its module proxy, or set GOPROXY.";
const CHOOSE_CACHE = `Choose another cache folder with ${CACHE_VARIABLE}.`;

/**
 * The absolute path of a tool: from the cache, or built into it (a minute or some, once a machine).
 * Processes that ask at the same time share one build.
 *
 * @throws {GoToolError} when it is not in the cache and cannot be built
 */
export async function provideGoTool(tool: GoTool, options: EngineOptions = {}): Promise<string> {
  const context = createContext(options);
  const root = await toolRoot(context, tool);
  const find = () => findIn(join(root, "bin"), tool.command);
  const found = await find();
  if (found !== undefined) return found;

  const go = await findOnPath("go", context.env);
  if (go === undefined) throw new GoToolError(tool, "there is no `go` on PATH", INSTALL_GO);
  const unusable = (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    return new GoToolError(tool, `the cache folder is of no use (${reason})`, CHOOSE_CACHE);
  };
  await mkdir(context.cacheFolder, { recursive: true }).catch((error: unknown) => {
    throw unusable(error);
  });
  return withLock(
    context,
    // Whoever held the lock before may have built it.
    async () => (await find()) ?? (await build(context, tool, go, root)),
    unusable,
  );
}

async function build(context: Context, tool: GoTool, go: string, root: string): Promise<string> {
  const problem = await publish(context.cacheFolder, root, (draft) =>
    buildGo(context, go, {
      moduleFolder: tool.moduleFolder,
      package: tool.package,
      output: join(draft, "bin", executable(tool.command)),
      what: tool.title,
    }),
  );
  if (problem !== undefined) throw new GoToolError(tool, problem, INSTALL_GO);
  return join(root, "bin", executable(tool.command));
}

function executable(command: string): string {
  return process.platform === "win32" ? `${command}.exe` : command;
}
