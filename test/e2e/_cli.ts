import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inject } from "vitest";
import { engineEnvironment } from "../../tools/pulumi/src/index.ts";
import { type CommandResult, REPOSITORY, run } from "./_process.ts";

const TOOL = join(REPOSITORY, "tools/pulumi/src");
/** The arguments of Node.js for what `npm run pulumi --` runs. */
export const PULUMI = ["-r", join(TOOL, "check-node.cjs"), join(TOOL, "cli.ts")];

export interface Cli {
  /** Where the backend keeps the state. */
  readonly backend: string;
  /** What the engine finds in its environment in addition to that of this process. */
  readonly environment: Record<string, string>;
  /** Runs the engine as `npm run pulumi -- …` does, which looks for it and makes its hosts each time. */
  pulumi(...args: string[]): Promise<CommandResult>;
  /** The same with more in the environment of this command. */
  pulumiWith(environment: Record<string, string>, ...args: string[]): Promise<CommandResult>;
  remove(): Promise<void>;
}

/** The command line with its own backend, pointed to a project by the environment. */
export async function startCli(environment: Record<string, string>): Promise<Cli> {
  const engine = inject("engine");
  const backend = await mkdtemp(join(tmpdir(), "stytch-cli-"));
  const env = {
    ...environment,
    PULUMI_HOME: join(backend, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
    // `npm run check` checks the types of the examples; copies of them have no compiler cache.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  };
  const pulumiWith = (more: Record<string, string>, ...args: string[]) => {
    const whole = engineEnvironment(REPOSITORY, { ...process.env, ...env, ...more }, engine);
    return run(engine.command, args, { env: whole as Record<string, string> });
  };
  return {
    backend,
    environment: env,
    pulumi: (...args) => pulumiWith({}, ...args),
    pulumiWith,
    remove: () => rm(backend, { recursive: true, force: true }),
  };
}
