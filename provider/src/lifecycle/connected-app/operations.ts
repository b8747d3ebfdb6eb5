import type { ConnectedApp, StytchApi } from "../../stytch/api.ts";
import {
  StytchApiError,
  StytchIncompleteCreateError,
  StytchRequestError,
  StytchSettingsError,
} from "../../stytch/errors.ts";
import { OutcomeUnknownError } from "../errors.ts";
import type { CreateOutcome, ReadOutcome } from "../lifecycle.ts";
import { type ConnectedAppInputs, type ConnectedAppOutputs, FIELD_NAMES } from "./model.ts";
import { createBody, desiredFields, inputsFrom, keepOrder, updateBody } from "./plan.ts";

/**
 * @throws OutcomeUnknownError if the answer was lost, so that a client may exist that no state
 *   knows; the errors of StytchApi if certainly none was made.
 */
export async function createConnectedApp(
  api: StytchApi,
  inputs: ConnectedAppInputs,
): Promise<CreateOutcome<ConnectedAppOutputs>> {
  try {
    const created = await api.createConnectedApp(createBody(inputs));
    const { clientSecret } = created;
    const outputs = outputsFrom(api, created, { ...desiredFields(inputs), clientSecret });
    return { id: created.clientId, outputs };
  } catch (error) {
    if (error instanceof StytchIncompleteCreateError) return salvage(api, error, inputs);
    if (error instanceof StytchRequestError && error.mayHaveTakenEffect) {
      throw new OutcomeUnknownError(error);
    }
    throw error;
  }
}

/** Only a 404 means that the client is gone. */
export async function readConnectedApp(
  api: StytchApi,
  id: string,
  known: ConnectedAppOutputs,
): Promise<ReadOutcome<ConnectedAppOutputs> | undefined> {
  requireSameProject(api, id, known);
  try {
    const outputs = outputsFrom(api, await api.getConnectedApp(id), known);
    return { outputs, inputs: inputsFrom(outputs) };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

export async function updateConnectedApp(
  api: StytchApi,
  id: string,
  known: ConnectedAppOutputs,
  inputs: ConnectedAppInputs,
): Promise<ConnectedAppOutputs> {
  requireSameProject(api, id, known);
  const updated = await api.updateConnectedApp(id, updateBody(inputs));
  return outputsFrom(api, updated, { ...known, ...desiredFields(inputs) });
}

/** A client that is already gone counts as deleted. */
export async function deleteConnectedApp(
  api: StytchApi,
  id: string,
  known: Pick<ConnectedAppOutputs, "projectId">,
): Promise<void> {
  requireSameProject(api, id, known);
  try {
    await api.deleteConnectedApp(id);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/**
 * A stack that was pointed to another project would find none of its clients there, forget them
 * and their secrets, and make them again.
 *
 * @throws StytchSettingsError
 */
function requireSameProject(
  api: StytchApi,
  id: string,
  { projectId }: Pick<ConnectedAppOutputs, "projectId">,
): void {
  if (projectId === undefined || projectId === api.projectId) return;
  throw new StytchSettingsError(
    `${id} belongs to ${projectId}, but this stack is configured for ${api.projectId}. ` +
      "Set stytch:projectId and stytch:secret back; to manage another project, use another stack.",
  );
}

/** `connected_app_not_found`, not any 404: a wrong address must not empty a state. */
function isNotFound(error: unknown): boolean {
  return (
    error instanceof StytchApiError &&
    error.status === 404 &&
    error.errorType === "connected_app_not_found"
  );
}

/** The server's answer, with what only we know: the secret, and the order of the lists. */
function outputsFrom(
  api: StytchApi,
  app: ConnectedApp,
  known: { redirectUrls: string[]; postLogoutRedirectUrls: string[]; clientSecret?: string },
): ConnectedAppOutputs {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, app[name]]));
  return {
    ...(fields as Pick<ConnectedApp, (typeof FIELD_NAMES)[number]>),
    redirectUrls: keepOrder(app.redirectUrls, known.redirectUrls),
    postLogoutRedirectUrls: keepOrder(app.postLogoutRedirectUrls, known.postLogoutRedirectUrls),
    clientType: app.clientType,
    projectId: api.projectId,
    status: app.status,
    ...(known.clientSecret ? { clientSecret: known.clientSecret } : {}),
    ...(app.clientSecretLastFour ? { clientSecretLastFour: app.clientSecretLastFour } : {}),
  };
}

function salvage(
  api: StytchApi,
  error: StytchIncompleteCreateError,
  inputs: ConnectedAppInputs,
): CreateOutcome<ConnectedAppOutputs> {
  const { clientId, clientSecret } = error.identity();
  const outputs: ConnectedAppOutputs = {
    ...desiredFields(inputs),
    clientType: inputs.clientType,
    projectId: api.projectId,
    status: "",
    ...(clientSecret ? { clientSecret, clientSecretLastFour: clientSecret.slice(-4) } : {}),
  };
  return { id: clientId, outputs, problem: error };
}
