import type { StytchApi } from "../stytch/api.ts";
import type { SettingNames } from "../stytch/settings.ts";
import type { Configuration } from "./configuration.ts";
import { progressReporter } from "./progress.ts";
import { trafficSummary } from "./traffic-summary.ts";

export type ConnectionSettings = Pick<Configuration, "settings" | "totalTimeoutMs"> &
  Partial<Pick<Configuration, "maxRequestsPerSecond" | "maxConcurrentRequests">> & {
    /** What messages advise to check. Default: the keys of a stack's configuration. */
    readonly names?: SettingNames;
  };

/**
 * Makes the client of a configured project. HTTP is loaded here, so that what makes no call does not
 * wait for it.
 *
 * @param print told of long waits, a line each.
 * @param atEnd is given what to do when the process ends: to print what was sent, if it took waits or
 *   repetitions. Default: nothing is done.
 * @throws StytchSettingsError if a proxy variable is no URL.
 */
export async function connect(
  { settings, ...limits }: ConnectionSettings,
  print: (line: string) => void,
  atEnd: (action: () => void) => void = () => {},
): Promise<StytchApi> {
  const [{ createStytchApi }, { batchedReads }] = await Promise.all([
    import("../stytch/client.ts"),
    import("../stytch/batched-reads.ts"),
  ]);
  const api = createStytchApi(settings, {
    ...limits,
    onWait: progressReporter(print),
    onTraffic: (traffic) =>
      atEnd(() => {
        const line = trafficSummary(traffic());
        if (line !== undefined) print(line);
      }),
  });
  return batchedReads(api);
}
