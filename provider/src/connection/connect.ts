import type { StytchApi } from "../stytch/api.ts";
import type { Configuration } from "./configuration.ts";
import { progressReporter } from "./progress.ts";

/**
 * Makes the client of a configured project. HTTP is loaded here, so that what makes no call does not
 * wait for it.
 *
 * @param print told of long waits, a line each.
 * @throws StytchSettingsError if a proxy variable is no URL.
 */
export async function connect(
  { settings, totalTimeoutMs }: Pick<Configuration, "settings" | "totalTimeoutMs">,
  print: (line: string) => void,
): Promise<StytchApi> {
  const { createStytchApi } = await import("../stytch/client.ts");
  return createStytchApi(settings, { totalTimeoutMs, onWait: progressReporter(print) });
}
