import { connectedAppLifecycle } from "../../provider/src/connected-app/index.ts";
import type { Clock, Lifecycle, Operations } from "../../provider/src/lifecycle/lifecycle.ts";
import { organizationConnectedAppsLifecycle } from "../../provider/src/organization-connected-apps/index.ts";
import type { StytchApi } from "../../provider/src/stytch/api.ts";

/** When everything happens in tests, and in the states' own form. */
export const NOW = new Date("2026-02-03T04:05:06.789Z");
export const NOW_TEXT = "2026-02-03T04:05:06.789Z";

/** Time stands still, and nothing waits. */
export const STILL: Clock = { now: () => NOW, wait: async () => {} };

/** Operations as one process of the engine holds them: the same for the same API. */
export const appsOf = processesOf(connectedAppLifecycle);
export const settingsOf = processesOf(organizationConnectedAppsLifecycle);

/** @returns a function whose second argument counts at the first call for an API. */
function processesOf<Inputs, Outputs>(lifecycle: Lifecycle<Inputs, Outputs>) {
  const processes = new WeakMap<StytchApi, Operations<Inputs, Outputs>>();
  return (api: StytchApi, clock: Partial<Clock> = {}): Operations<Inputs, Outputs> => {
    const known =
      processes.get(api) ?? lifecycle.operationsOn({ api, clock: { ...STILL, ...clock } });
    processes.set(api, known);
    return known;
  };
}
