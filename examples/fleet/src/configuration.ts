import { readFile } from "node:fs/promises";
import type { Configuration } from "pulumi-stytch-connected-apps-policy/rules";
import { FleetError } from "./fleet-error.ts";

/** The configuration of the policies. */
export interface ReadConfiguration {
  /** Undefined if there is none. */
  readonly text: string | undefined;
  readonly value: Configuration;
}

/** As `--policy-pack-config` of Pulumi takes it. @throws FleetError */
export async function readConfiguration(file: string | undefined): Promise<ReadConfiguration> {
  if (file === undefined) return { text: undefined, value: {} };
  try {
    const text = await readFile(file, "utf8");
    return { text, value: JSON.parse(text) };
  } catch (error) {
    throw new FleetError(`${file} is no configuration of policies: ${(error as Error).message}.`);
  }
}
