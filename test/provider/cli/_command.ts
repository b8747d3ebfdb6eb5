import { join } from "node:path";
import type { StytchSettings } from "../../../provider/src/stytch/settings.ts";
import { type CommandResult, REPOSITORY, run } from "../../e2e/_process.ts";

/** The command under test is the built one, so it has to be of these sources. */
export async function buildCommand(): Promise<void> {
  const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
  await run(process.execPath, [tsc, "--build", join(REPOSITORY, "provider")]);
}

/** Runs `stytch-connected-apps` in an environment that knows of no project but the one given. */
export function command(
  settings: Partial<StytchSettings>,
  ...args: string[]
): Promise<CommandResult> {
  const { projectId = "", secret = "", apiUrl = "" } = settings;
  return run(process.execPath, [join(REPOSITORY, "provider/dist/cli.js"), ...args], {
    env: { STYTCH_PROJECT_ID: projectId, STYTCH_SECRET: secret, STYTCH_API_URL: apiUrl },
  });
}
