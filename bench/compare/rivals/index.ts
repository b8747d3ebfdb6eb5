import { naive, ours, oursJournaled, oursWithoutCheckpoints } from "./engine.ts";
import { providerProcess } from "./provider-process.ts";
import type { Rival } from "./rival.ts";
import { sdk } from "./sdk.ts";
import { terraform } from "./terraform.ts";

/** All that can take part; none is prepared yet. */
export function allRivals(): Rival[] {
  return [sdk, providerProcess, ours, oursWithoutCheckpoints, oursJournaled, terraform(), naive];
}
