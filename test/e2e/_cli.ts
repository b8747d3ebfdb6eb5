import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { inject } from "vitest";
import { type CommandResult, REPOSITORY, run } from "./_process.ts";

const TOOL = join(REPOSITORY, "tools/pulumi/src");
/** The arguments of Node.js for what `npm run pulumi --` runs. */
export const PULUMI = ["-r", join(TOOL, "check-node.cjs"), join(TOOL, "cli.ts")];

export interface Cli {
  /** Where the backend keeps the state. */
  readonly backend: string;
  /** What the engine finds in its environment in addition to that of this process. */
  readonly environment: Record<string, string>;
  /** Runs what `npm run pulumi -- …` runs, without npm, which takes as long to start as the rest. */
  pulumi(...args: string[]): Promise<CommandResult>;
  remove(): Promise<void>;
}

/** The command line with its own backend, pointed to a project by the environment. */
export async function startCli(environment: Record<string, string>): Promise<Cli> {
  const backend = await mkdtemp(join(tmpdir(), "stytch-cli-"));
  const first = inject("engineFolder");
  const env = {
    ...environment,
    ...(first === undefined ? {} : { PATH: [first, process.env.PATH].join(delimiter) }),
    PULUMI_HOME: join(backend, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
    // `npm run check` checks the types of the examples; copies of them have no compiler cache.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  };
  return {
    backend,
    environment: env,
    pulumi: (...args) => run(process.execPath, [...PULUMI, ...args], { env }),
    remove: () => rm(backend, { recursive: true, force: true }),
  };
}
