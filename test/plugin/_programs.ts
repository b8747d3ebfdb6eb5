import { join } from "node:path";
import { REPOSITORY } from "../e2e/_process.ts";

/** What a program says to get the classes of each door. */
export const DOORS = {
  dynamic: "pulumi-stytch-connected-apps",
  plugin: join(import.meta.dirname, "_node-sdk.cjs"),
} as const;

/** The settings of a project whose programs may use the plugin as it was built here. */
export function pulumiYaml(project: string): string {
  const path = join(REPOSITORY, "plugin/bin");
  return `name: ${project}
runtime: nodejs
plugins:
  providers:
    - name: stytch
      path: ${path}
`;
}
