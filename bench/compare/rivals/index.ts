import {
  journaledPlugin,
  naive,
  ours,
  oursJournaled,
  oursPlugin,
  oursWithoutCheckpoints,
} from "./engine.ts";
import { fleet, fleetMachines, fleetPlugin } from "./fleet.ts";
import { providerProcess } from "./provider-process.ts";
import type { Rival } from "./rival.ts";
import { sdk } from "./sdk.ts";
import { terraform } from "./terraform.ts";

/**
 * All that can take part; none is prepared yet.
 *
 * @param pluginSdk gives the folder of the plugin's SDK; called often.
 */
export function allRivals(pluginSdk: () => Promise<string>): Rival[] {
  return [
    sdk,
    providerProcess,
    ours,
    oursPlugin(pluginSdk),
    oursWithoutCheckpoints,
    oursJournaled,
    journaledPlugin(pluginSdk),
    fleet,
    fleetPlugin(pluginSdk),
    fleetMachines,
    terraform(),
    naive,
  ];
}
