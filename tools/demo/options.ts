import { parseArgs } from "node:util";

export interface DemoOptions {
  /** Leaves the client, its stack and the emulator, to go on with them. */
  readonly keep: boolean;
  /** Shows the whole output of each command. */
  readonly verbose: boolean;
}

const USAGE = "npm start -- [--verbose] [--keep]";

/** @returns what the arguments ask for, or what is wrong with them and which there are. */
export function readOptions(args: string[]): DemoOptions | { readonly problem: string } {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ args, options: { keep: flag, verbose: flag } }).values;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split(". ");
    return { problem: `${reason}. Usage: ${USAGE}` };
  }
}
