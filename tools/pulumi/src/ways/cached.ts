import { builtRoot, engineCommand, installedRoot } from "../cache/roots.ts";
import type { Context } from "../context.ts";
import type { Way } from "../engine.ts";
import { placePlugins } from "../plugins/place.ts";
import { placePythonExecutor } from "../plugins/python-executor.ts";

/** An engine that an earlier run installed or built. */
export const cached: Way = {
  origin: "cache",
  title: "the cache",
  remedy: "The installer or the build below fills it, once.",

  async provide(context) {
    const installed = installedRoot(context);
    const built = await builtRoot(context);
    for (const root of [installed, built]) {
      const command = await engineCommand(root);
      if (command === undefined) continue;
      // The installer brings the official host; ours may be older than this checkout.
      if (root === built) await renewPlugins(context, root);
      return { root, version: context.version, origin: "cache", command };
    }
    return { lacking: `${context.cacheFolder} holds no engine ${context.version}` };
  },
};

async function renewPlugins(context: Context, root: string): Promise<void> {
  try {
    await placePlugins(root);
    await placePythonExecutor(context, root);
  } catch (error) {
    // A cache that was filled beforehand and is read-only keeps the host it came with.
    if (!isReadOnly(error)) throw error;
  }
}

function isReadOnly(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "EACCES" || code === "EROFS" || code === "EPERM";
}
