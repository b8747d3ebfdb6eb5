import { type Key, keyOfId } from "../../lifecycle/claims.ts";
import type { IsUnknown, PlannedAdoption } from "../../lifecycle/lifecycle.ts";
import type { StytchApi } from "../../stytch/api.ts";
import { differentFields } from "../diff.ts";
import type { ConnectedAppInputs } from "../model.ts";
import { findAdopted } from "./adopt.ts";

/** Which existing client the inputs ask for. */
export function plannedAdoption(
  { adoptClientId, adoptByName, clientName = "" }: ConnectedAppInputs,
  isUnknown: IsUnknown,
): PlannedAdoption | undefined {
  if (adoptClientId !== undefined) {
    const isKnown = !isUnknown(adoptClientId);
    return {
      property: "adoptClientId",
      key: isKnown ? keyOfId(adoptClientId) : undefined,
      note: `${isKnown ? adoptClientId : "a client whose id is known only during the update"} will be adopted, not created.`,
    };
  }
  if (adoptByName !== true) return undefined;
  return {
    property: "adoptByName",
    key: isUnknown(clientName) ? undefined : keyOfName(clientName),
    note: "a client with the clientName of a resource (adoptByName) will be adopted, not created.",
  };
}

/** Which fields of the existing client the inputs would overwrite. */
export async function previewAdoption(
  api: StytchApi,
  inputs: ConnectedAppInputs,
  isUnknown: IsUnknown,
): Promise<string> {
  const found = await findAdopted(api, inputs);
  const changed = differentFields(found, inputs, isUnknown);
  const effect = changed.length > 0 ? `overwrites ${changed.join(", ")}` : "changes nothing";
  return `${found.clientId} exists and will be adopted, not created, which ${effect}.`;
}

export function heldKeys(id: string, { clientName = "" }: ConnectedAppInputs): readonly Key[] {
  return [keyOfId(id), keyOfName(clientName)];
}

function keyOfName(name: string): Key {
  return `name ${name}`;
}
