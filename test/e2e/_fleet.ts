import { writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { inject } from "vitest";
import type { ExampleCopy } from "./_example-copy.ts";
import { type CommandResult, run } from "./_process.ts";
import type { TestProject } from "./_project.ts";
import { credentials } from "./_stack.ts";

const COLUMNS = ["key", "clientType", "redirectUrls", "accessTokenExpiryMinutes"] as const;

/** One line of the file of clients, by the names of its columns. */
export type Line = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** The example `fleet` on a machine of its own. */
export interface Fleet {
  /** Writes the file of clients. */
  declare(lines: readonly Line[]): Promise<void>;
  /** Runs a command, such as `up`, on the file. */
  run(command: "up" | "grow", ...flags: string[]): Promise<CommandResult>;
  /** Runs `up`, and gives what `--json` prints. @throws Error if it failed */
  up(...flags: string[]): Promise<UpSummary>;
  /** Runs a command that takes no file. */
  other(...args: string[]): Promise<CommandResult>;
  /** Runs the Pulumi CLI. */
  pulumi(...args: string[]): Promise<CommandResult>;
}

export interface UpSummary {
  readonly opened: number;
  readonly unchanged: number;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
  readonly failed: readonly string[];
}

export async function startFleet(
  { folder }: ExampleCopy,
  project: TestProject,
  environment: Readonly<Record<string, string>>,
): Promise<Fleet> {
  const root = inject("engineRoot");
  const { command } = await PulumiCommand.get(root === undefined ? {} : { root });
  const env = {
    ...credentials(project),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(root === undefined ? {} : { PATH: [dirname(command), process.env.PATH].join(delimiter) }),
    ...environment,
  };
  const file = join(folder, "test.csv");
  const other = (...args: string[]) =>
    run(process.execPath, [join(folder, "fleet.ts"), ...args], { cwd: folder, env });
  const fleet: Fleet = {
    async declare(lines) {
      const rows = lines.map((line) => COLUMNS.map((name) => line[name]).join(","));
      await writeFile(file, [COLUMNS.join(","), ...rows, ""].join("\n"));
    },
    run: (name, ...flags) => other(name, file, ...flags),
    async up(...flags) {
      const { code, stdout, stderr } = await fleet.run("up", "--json", ...flags);
      if (code !== 0) throw new Error(`up ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as UpSummary;
    },
    other,
    pulumi: (...args) => run(command, args, { cwd: folder, env }),
  };
  return fleet;
}

export function linesOf(count: number): Line[] {
  return Array.from({ length: count }, (_, n) => ({
    key: `app-${String(n).padStart(3, "0")}`,
    clientType: n % 5 === 4 ? "third_party" : "first_party",
    redirectUrls: "https://app.example.com/callback",
    accessTokenExpiryMinutes: "15",
  }));
}
