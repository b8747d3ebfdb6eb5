import { execa } from "execa";
import { PACKAGES, REPOSITORY } from "./packages.ts";

export interface Packed {
  readonly name: string;
  readonly filename: string;
}

/** Packs each package as npm would publish it, into a folder that exists. */
export async function packInto(folder: string): Promise<Packed[]> {
  const workspaces = PACKAGES.flatMap((name) => ["--workspace", name]);
  const args = ["pack", "--json", "--pack-destination", folder, ...workspaces];
  const { stdout } = await execa("npm", args, { cwd: REPOSITORY });
  return Object.values(JSON.parse(stdout) as Record<string, Packed>);
}
