import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { LocalWorkspace, type PulumiCommand, Stack } from "@pulumi/pulumi/automation/index.js";
import { FleetError } from "./fleet-error.ts";
import { INDEX } from "./layout.ts";
import { type PulumiCli, pulumiCli } from "./pulumi-cli.ts";
import { readSettings, settingsFile } from "./settings.ts";

/** Where a run keeps the settings of the stacks: below the folder of the program, for its packages. */
export interface Room {
  readonly cli: PulumiCli;
  /** Makes the stack if there is none. */
  stack(name: string): Promise<Stack>;
  remove(): Promise<void>;
}

const DEFAULTS = {
  // A third more memory, and a seventh less time of the processor.
  GOGC: "400",
  // Pulumi 3.250 lists ten stacks of a database at a time, by connections that wait for each other for ever.
  PULUMI_DIY_BACKEND_PARALLEL: "1",
  PULUMI_SKIP_UPDATE_CHECK: "true",
};

export interface RoomOptions {
  /** With `Pulumi.yaml`, and the settings of all stacks in `Pulumi.fleet.yaml`. */
  readonly folder: string;
  readonly command: PulumiCommand;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Makes the index if there is none.
 *
 * @throws FleetError if the index has settings that this machine does not have.
 */
export async function openRoom({ folder, command, environment }: RoomOptions): Promise<Room> {
  const envVars = Object.fromEntries(
    Object.entries({ ...DEFAULTS, ...environment }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  const options = { pulumiCommand: command, envVars };
  const home = pulumiCli(command.command, folder, envVars);
  const hasIndex = (await home.stacks()).some(({ name }) => name === INDEX);
  const { text, secretsProvider } = await readSettings(folder, environment);
  const file = settingsFile(folder);
  if (hasIndex && text === undefined) {
    throw new FleetError(
      `${file} is missing: the stack ${INDEX} exists, and this file holds the settings of all stacks. Take it from where the stack was made.`,
    );
  }
  if (!hasIndex) {
    await Stack.createOrSelect(INDEX, await LocalWorkspace.create({ ...options, workDir: folder }));
  }

  await mkdir(join(folder, ".fleet"), { recursive: true });
  const workDir = await mkdtemp(join(folder, ".fleet", "run-"));
  await copyFile(join(folder, "Pulumi.yaml"), join(workDir, "Pulumi.yaml"));
  const workspace = await LocalWorkspace.create({
    ...options,
    workDir,
    ...(secretsProvider === undefined ? {} : { secretsProvider }),
  });
  return {
    cli: pulumiCli(command.command, workDir, envVars),
    async stack(name) {
      await copyFile(file, join(workDir, `Pulumi.${name}.yaml`));
      const stack = await Stack.createOrSelect(name, workspace);
      // Three more commands after each deployment, for what no one here asks.
      stack.info = async () => undefined;
      stack.outputs = async () => ({});
      return stack;
    },
    remove: () => rm(workDir, { recursive: true, force: true }),
  };
}
