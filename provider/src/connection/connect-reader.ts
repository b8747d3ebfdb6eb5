import { SYSTEM_CLOCK } from "../stytch/clock.ts";
import type { ProjectReader } from "../stytch/reader.ts";
import type { ConnectionSettings } from "./connect.ts";
import { progressReporter } from "./progress.ts";

/**
 * Makes a client of a project that can only read. HTTP is loaded here, so that what makes no call does
 * not wait for it.
 *
 * @param print gets a line for each long wait.
 * @throws StytchSettingsError if a proxy variable is not a URL.
 */
export async function connectReader(
  { settings, stop, ...limits }: ConnectionSettings,
  print: (line: string) => void,
): Promise<ProjectReader> {
  const { createProjectReader } = await import("../stytch/reader.ts");
  return createProjectReader(settings, {
    ...limits,
    ...(stop && { stop }),
    onWait: progressReporter(print, SYSTEM_CLOCK),
  });
}
