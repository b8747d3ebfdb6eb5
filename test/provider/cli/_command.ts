import { main } from "../../../provider/src/cli/main.ts";
import type { StytchSettings } from "../../../provider/src/stytch/settings.ts";
import type { CommandResult } from "../../e2e/_process.ts";

/** Runs `stytch-connected-apps` in an environment that knows of no project but the one given. */
export async function command(
  settings: Partial<StytchSettings>,
  ...args: string[]
): Promise<CommandResult> {
  const { projectId = "", secret = "", apiUrl = "" } = settings;
  const stdout: string[] = [];
  const stderr: string[] = [];
  const atExit: (() => void)[] = [];
  const code = await main(args, {
    env: { STYTCH_PROJECT_ID: projectId, STYTCH_SECRET: secret, STYTCH_API_URL: apiUrl },
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
    once: (_event, listener) => atExit.push(listener),
  });
  for (const listener of atExit) listener();
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}
