import { publish } from "../cache/publish.ts";
import { engineCommand, installedRoot } from "../cache/roots.ts";
import type { Way } from "../engine.ts";

/** The official installer, through Pulumi's Automation API. */
export const installer: Way = {
  origin: "installer",
  title: "the official installer",
  remedy:
    "Allow access to get.pulumi.com and github.com, or set NODE_USE_ENV_PROXY=1 behind a proxy.",

  async provide(context) {
    const { cacheFolder, env, installerProgram, installerUrl, progress } = context;
    // Closed networks often drop packets instead of refusing them; the download would hang.
    if (!(await context.isReachable(installerUrl, context.probeTimeoutMs))) {
      return {
        lacking: `${installerUrl} does not respond within ${context.probeTimeoutMs / 1000} s`,
      };
    }
    const root = installedRoot(context);
    const problem = await publish(cacheFolder, root, async (draft) => {
      // In its own process: the Automation API cannot cancel a download.
      const { failure } = await progress.during(
        `Installing the Pulumi engine ${context.version}`,
        context.run(process.execPath, [installerProgram, context.version, draft], {
          env,
          timeoutMs: context.installTimeoutMs,
        }),
      );
      if (failure !== undefined) return `it ${failure}`;
      if ((await engineCommand(draft)) === undefined) return "it left no whole engine";
      return undefined;
    });
    if (problem !== undefined) return { lacking: problem };

    const command = await engineCommand(root);
    if (command === undefined) return { lacking: `${root} was removed at once` };
    return { root, version: context.version, origin: "installer", command };
  },
};
