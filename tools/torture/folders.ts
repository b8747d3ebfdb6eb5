import type { Contender } from "../../bench/contenders/contender.ts";
import { withFolder } from "../../bench/folders.ts";
import { buildPluginSdk } from "../../bench/plugin-sdk.ts";

/**
 * Runs `action` with a folder of its own, and with what the environment of the contender's program needs: the SDK of
 * the plugin, in another folder.
 */
export async function withFolders(
  { plugin }: Contender,
  action: (folder: string, env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    if (!plugin) return action(folder, {});
    return withFolder(async (other) =>
      action(folder, { STYTCH_BENCH_SDK: await buildPluginSdk(other) }),
    );
  });
}
