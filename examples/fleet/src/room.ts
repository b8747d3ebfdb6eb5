import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type {
  LocalWorkspace,
  LocalWorkspaceOptions,
  Stack,
} from "@pulumi/pulumi/automation/index.js";
import { FleetError, reasonOf } from "./fleet-error.ts";
import { INDEX } from "./layout.ts";
import { isHeld } from "./locks.ts";
import type { Listed } from "./plan.ts";
import { type PulumiCli, pulumiCli } from "./pulumi-cli.ts";
import { type Settings, settingsFile } from "./settings.ts";

/** Where a run keeps the settings of the stacks: below the folder of the program, for its packages. */
export interface Room {
  readonly cli: PulumiCli;
  readonly settings: Settings;
  /** Makes the stack if there is none. */
  stack(name: string): Promise<Stack>;
  remove(): Promise<void>;
}

const DEFAULTS = {
  // An eighth less time of the processor where stacks are large, and half more memory.
  GOGC: "400",
  // Program and provider load the same modules for each stack; this is where Node.js keeps its cache by default.
  NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
  PULUMI_SKIP_UPDATE_CHECK: "true",
};

/** Pulumi 3.250 lists ten stacks of a database at a time, by connections that wait for each other for ever. */
const ONE_AT_A_TIME = { PULUMI_DIY_BACKEND_PARALLEL: "1" };

/** What the commands of Pulumi get in addition to the environment, which comes first. */
export function variablesFor(environment: NodeJS.ProcessEnv): Record<string, string> {
  const { PULUMI_BACKEND_URL: url } = environment;
  const isDatabase = url === undefined || url.startsWith("postgres");
  const all = {
    ...DEFAULTS,
    ...(isDatabase ? ONE_AT_A_TIME : {}),
    ...environment,
    ...(url?.startsWith(FILES) ? { PULUMI_BACKEND_URL: addressOfFiles(url) } : {}),
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const FILES = "file://";

/**
 * The same folder for commands that run in any other, and without a second file of attributes for each file, which a
 * kill can leave empty, and which no one reads.
 */
function addressOfFiles(url: string): string {
  const [path = "", query] = url.slice(FILES.length).split("?");
  const folder = path.startsWith("~") || isAbsolute(path) ? path : resolve(path);
  if (query === undefined) return `${FILES}${folder}?metadata=skip`;
  const settings = new URLSearchParams(query);
  return `${FILES}${folder}?${query}${settings.has("metadata") ? "" : "&metadata=skip"}`;
}

export interface RoomOptions {
  /** With `Pulumi.yaml`, and the settings of all stacks in `Pulumi.fleet.yaml`. */
  readonly folder: string;
  /** Of {@link variablesFor}. */
  readonly variables: Record<string, string>;
  readonly settings: Settings;
  /** The stacks of the backend. */
  readonly listed: readonly Listed[];
}

/**
 * Makes the index if there is none.
 *
 * @throws FleetError if the index has settings that this machine does not have.
 */
export async function openRoom(options: RoomOptions): Promise<Room> {
  const { folder, variables, settings, listed } = options;
  const { text, secretsProvider } = settings;
  const known = new Set(listed.map(({ name }) => name));
  const hasIndex = known.has(INDEX);
  const file = settingsFile(folder);
  if (hasIndex && text === undefined) {
    throw new FleetError(
      `${file} is missing: the stack ${INDEX} exists, and this file holds the settings of all stacks. Take it from where the stack was made.`,
    );
  }
  if (!hasIndex) {
    await openStack(INDEX, openWorkspace({ envVars: variables, workDir: folder }), known);
  }

  await mkdir(join(folder, ".fleet"), { recursive: true });
  const workDir = await mkdtemp(join(folder, ".fleet", "run-"));
  await copyFile(join(folder, "Pulumi.yaml"), join(workDir, "Pulumi.yaml"));
  let workspace: Promise<LocalWorkspace> | undefined;
  return {
    cli: pulumiCli(workDir, variables),
    settings,
    async stack(name) {
      await copyFile(file, join(workDir, `Pulumi.${name}.yaml`));
      workspace ??= openWorkspace({
        envVars: variables,
        workDir,
        ...(secretsProvider === undefined ? {} : { secretsProvider }),
      });
      const stack = await openStack(name, workspace, known);
      // Three more commands after each deployment, for what no one here asks.
      stack.info = async () => undefined;
      stack.outputs = async () => ({});
      return stack;
    },
    remove: () => rm(workDir, { recursive: true, force: true }),
  };
}

/** Loads Pulumi's SDK, which a run that opens no stack does not need. */
async function openWorkspace(options: LocalWorkspaceOptions): Promise<LocalWorkspace> {
  const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
  return LocalWorkspace.create(options);
}

/**
 * @param known the stacks of the backend, some time ago.
 * @throws FleetError with Pulumi's reason.
 */
export async function openStack(
  name: string,
  workspace: Promise<LocalWorkspace>,
  known: ReadonlySet<string>,
): Promise<Stack> {
  const { ConcurrentUpdateError, Stack, StackAlreadyExistsError } = await import(
    "@pulumi/pulumi/automation/index.js"
  );
  try {
    if (!known.has(name)) return await Stack.create(name, await workspace);
  } catch (error) {
    // Another run has made it; if it holds it, Pulumi says so before it looks whether it exists.
    const isKnown =
      error instanceof StackAlreadyExistsError || error instanceof ConcurrentUpdateError;
    if (!isKnown) throw refused(name, error);
  }
  return Stack.createOrSelect(name, await workspace).catch((error) => {
    throw refused(name, error);
  });
}

/** Who holds a stack is for those to read who wait for it. */
function refused(name: string, error: unknown): unknown {
  if (error instanceof Error && isHeld(error.message)) return error;
  return new FleetError(`The stack ${name} cannot be opened. ${reasonOf(error)}`);
}
