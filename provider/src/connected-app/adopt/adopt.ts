import { SharedResourceError } from "../../lifecycle/errors.ts";
import type { Claim } from "../../lifecycle/lifecycle.ts";
import type { ConnectedApp, StytchApi } from "../../stytch/api.ts";
import { StytchError } from "../../stytch-error.ts";
import { listed } from "../../text/listed.ts";
import { differentFields, updateBody } from "../diff.ts";
import { connectedAppNamed } from "../lookup/lookup.ts";
import { isNotFound } from "../lookup/not-found.ts";
import type { ConnectedAppInputs } from "../model.ts";

/** The client that a program wants to adopt cannot be identified, or has another type. */
export class AdoptionError extends StytchError {
  readonly code = "ERR_STYTCH_ADOPTION";
}

/** An adopted client, and what that changed, as a line for the log. */
export interface Adoption {
  readonly app: ConnectedApp;
  readonly note: string;
}

/**
 * Adopts an existing client: applies the inputs to it and leaves its secret alone.
 *
 * @param claim called before anything changes.
 * @throws AdoptionError or SharedResourceError, before anything changes; the errors of StytchApi.
 */
export async function adoptConnectedApp(
  api: StytchApi,
  inputs: ConnectedAppInputs,
  claim: Claim,
): Promise<Adoption> {
  const found = await findAdopted(api, inputs);
  const { clientId } = found;
  if (!claim(clientId)) throw new SharedResourceError(clientId, { id: clientId });
  const changed = differentFields(found, inputs);
  const app =
    changed.length > 0 ? await api.updateConnectedApp(found.clientId, updateBody(inputs)) : found;
  const drift = changed.length > 0 ? `changed ${changed.join(", ")}` : "it is as declared";
  return { app, note: `${app.clientId} adopted: ${drift}.` };
}

/** @throws AdoptionError if there is no such client, or it has another type; the errors of StytchApi. */
export async function findAdopted(
  api: StytchApi,
  inputs: ConnectedAppInputs,
): Promise<ConnectedApp> {
  const found = inputs.adoptClientId
    ? await appWithId(api, inputs.adoptClientId)
    : await onlyAppNamed(api, inputs.clientName ?? "");
  if (found.clientType !== inputs.clientType) {
    throw new AdoptionError(
      `${found.clientId} is of type ${found.clientType}, but this resource declares ${inputs.clientType}. ` +
        `A client cannot change its type: set clientType to "${found.clientType}", or create a new client by removing adoptClientId or adoptByName.`,
    );
  }
  return found;
}

async function appWithId(api: StytchApi, clientId: string): Promise<ConnectedApp> {
  try {
    return await api.getConnectedApp(clientId);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new AdoptionError(
      `adoptClientId: ${api.projectId} has no client ${clientId}. Correct the id, or stytch:projectId; ` +
        "if the client was deleted, remove adoptClientId to create a new one.",
      { cause: error },
    );
  }
}

async function onlyAppNamed(api: StytchApi, name: string): Promise<ConnectedApp> {
  const named = await connectedAppNamed(api, name);
  switch (named.kind) {
    case "one":
      return named.app;
    // Without the name: it may be a secret of the program.
    case "none":
      throw new AdoptionError(
        "adoptByName: no client of the project has exactly the clientName of this resource. " +
          "Correct clientName, or remove adoptByName to create a new client.",
      );
    case "several":
      throw new AdoptionError(
        `adoptByName: ${named.clientIds.length} clients of the project have the clientName of this resource: ` +
          `${listed(named.clientIds)}. Remove adoptByName and set adoptClientId to the id of the one you mean.`,
      );
  }
}
