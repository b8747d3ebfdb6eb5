import { join } from "node:path";
import { publish } from "../cache/publish.ts";
import { builtRoot, engineCommand } from "../cache/roots.ts";
import type { Context } from "../context.ts";
import type { Way } from "../engine.ts";
import { findOnPath } from "../executables.ts";
import { buildGo } from "../go/build.ts";
import { placePlugins } from "../plugins/place.ts";
import { placePythonExecutor } from "../plugins/python-executor.ts";

const COMMAND_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Milliseconds for the first start of the built engine. */
const VERSION_TIMEOUT_MS = 120_000;

/** A build from the pinned Go modules: needs Go and its module proxy, no other network. */
export const goBuild: Way = {
  origin: "go",
  title: "a build from Go modules",
  remedy: "Install Go (https://go.dev/dl/) and allow access to its module proxy, or set GOPROXY.",

  async provide(context) {
    if (process.platform === "win32") {
      return { lacking: "the language host that goes with it runs on Linux and macOS only" };
    }
    const go = await findOnPath("go", context.env);
    if (go === undefined) return { lacking: "there is no `go` on PATH" };

    const root = await builtRoot(context);
    const obstacle = await publish(context.cacheFolder, root, async (draft) => {
      const problem = await build(context, go, draft);
      if (problem !== undefined) return problem;
      await placePlugins(draft);
      await placePythonExecutor(context, draft);
      return undefined;
    });
    if (obstacle !== undefined) return { lacking: obstacle };

    const command = await engineCommand(root);
    if (command === undefined) return { lacking: `${root} was removed at once` };
    return { root, version: context.version, origin: "go", command };
  },
};

/** Builds `bin/pulumi` below `draft`; gives what went wrong. */
async function build(context: Context, go: string, draft: string): Promise<string | undefined> {
  const output = join(draft, "bin", "pulumi");
  const problem = await buildGo(context, go, {
    moduleFolder: context.moduleFolder,
    package: COMMAND_PACKAGE,
    output,
    linkerFlags: `-X ${VERSION_VARIABLE}=v${context.version}`,
    what: `the Pulumi engine ${context.version}`,
    instead: ", and not at all where the Pulumi CLI is installed",
  });
  if (problem !== undefined) return problem;

  const { env, run } = context;
  const check = await run(output, ["version"], { env, timeoutMs: VERSION_TIMEOUT_MS });
  if (check.failure !== undefined) return `the built engine ${check.failure}`;
  const version = check.stdout.trim();
  return version === `v${context.version}` ? undefined : `the built engine says it is ${version}`;
}
