import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
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
  /** The commands of Pulumi that the fleet runs meanwhile, each by its first words and its stack, sorted. */
  commandsDuring(action: () => Promise<unknown>): Promise<string[]>;
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
  const log = join(folder, "commands.log");
  const watched = { ...env, PATH: await watchPulumi(folder, env.PATH ?? process.env.PATH, log) };
  const other = (...args: string[]) =>
    run(process.execPath, [join(folder, "fleet.ts"), ...args], { cwd: folder, env: watched });
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
    async commandsDuring(action) {
      await rm(log, { force: true });
      await action();
      const lines = (await readFile(log, "utf8")).trimEnd().split("\n");
      return lines.map(shortened).toSorted();
    },
  };
  return fleet;
}

/**
 * Puts a `pulumi` before the real one that notes its arguments.
 *
 * @returns the `PATH` to find it by.
 */
async function watchPulumi(folder: string, path: string | undefined, log: string): Promise<string> {
  const bin = join(folder, "bin");
  await mkdir(bin);
  const script = [
    "#!/bin/sh",
    `echo "$*" >> '${log}'`,
    `PATH='${path ?? ""}'`,
    'exec pulumi "$@"',
    "",
  ];
  await writeFile(join(bin, "pulumi"), script.join("\n"), { mode: 0o755 });
  return [bin, path ?? ""].join(delimiter);
}

/** `stack tag ls fleet` for `stack tag ls --json --stack fleet …`. */
function shortened(line: string): string {
  const words = line.split(" ");
  const first = words.findIndex((word) => word.startsWith("-"));
  const stack = words[words.indexOf("--stack") + 1];
  return [...words.slice(0, first), ...(words.includes("--stack") ? [stack] : [])].join(" ");
}

export function linesOf(count: number): Line[] {
  return Array.from({ length: count }, (_, n) => ({
    key: `app-${String(n).padStart(3, "0")}`,
    clientType: n % 5 === 4 ? "third_party" : "first_party",
    redirectUrls: "https://app.example.com/callback",
    accessTokenExpiryMinutes: "15",
  }));
}
