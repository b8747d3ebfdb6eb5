import { info } from "@pulumi/pulumi/log/index.js";
import { getConfig } from "@pulumi/pulumi/runtime/config.js";
import type { StytchApi } from "../../stytch/api.ts";
import { visible } from "../../text/visible.ts";
import { warnOfConfiguration } from "../stack-configuration.ts";

/**
 * State of the module, since look-ups are plain functions and nothing of a program outlives one call. By
 * configuration, since programs of the Automation API share a process.
 */
const apis = new Map<string, Promise<StytchApi>>();

/**
 * The API client for the project that the running program is configured for; one for all its look-ups.
 * Its code is loaded at the first look-up, since most programs have none. Its idle
 * connections do not keep the process alive.
 *
 * @throws StytchSettingsError
 */
export async function programApi(): Promise<StytchApi> {
  warnOfConfiguration();
  const { resolveConfiguration } = await import("../../connection/configuration.ts");
  const configuration = resolveConfiguration(getConfig, process.env);
  const key = JSON.stringify(configuration);
  const api =
    apis.get(key) ??
    import("../../connection/connect.ts").then(({ connect }) =>
      connect(configuration, (line) => info(visible(line))),
    );
  apis.set(key, api);
  return api;
}
