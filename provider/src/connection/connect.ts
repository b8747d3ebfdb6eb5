import type { StytchApi } from "../stytch/api.ts";
import { type Clock, SYSTEM_CLOCK } from "../stytch/clock.ts";
import type { SettingNames } from "../stytch/settings.ts";
import type { Configuration } from "./configuration.ts";
import { progressReporter } from "./progress.ts";
import { trafficSummary } from "./traffic-summary.ts";

export type ConnectionSettings = Pick<Configuration, "settings" | "totalTimeoutMs"> &
  Partial<Pick<Configuration, "maxRequestsPerSecond" | "maxConcurrentRequests">> & {
    /** What messages advise to check. Default: the keys of a stack's configuration. */
    readonly names?: SettingNames;
    /** Ends all that waits and starts nothing any more; see `TransportOptions`. */
    readonly stop?: AbortSignal | undefined;
  };

/**
 * Creates the API client of a configured project. HTTP is loaded here, so that commands without calls do not
 * wait for it.
 *
 * @param print receives a line for each long wait.
 * @param atEnd receives what to do when the process ends: print what was sent, if that took waits or
 *   retries. Default: nothing is done.
 * @param clock for everything that the client times. Default: that of this machine.
 * @throws StytchSettingsError if a proxy variable is not a URL.
 */
export async function connect(
  { settings, stop, ...limits }: ConnectionSettings,
  print: (line: string) => void,
  atEnd: (action: () => void) => void = () => {},
  clock: Clock = SYSTEM_CLOCK,
): Promise<StytchApi> {
  const [{ createStytchApi }, { batchedReads }] = await Promise.all([
    import("../stytch/client.ts"),
    import("../stytch/batched-reads.ts"),
  ]);
  const api = createStytchApi(settings, {
    ...limits,
    ...(stop && { stop }),
    clock,
    onWait: progressReporter(print, clock),
    onTraffic: (traffic) =>
      atEnd(() => {
        const line = trafficSummary(traffic());
        if (line !== undefined) print(line);
      }),
  });
  return batchedReads(api, { clock });
}
