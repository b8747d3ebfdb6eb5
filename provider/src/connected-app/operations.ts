import { keepOrder } from "../lifecycle/compare.ts";
import { OutcomeUnknownError } from "../lifecycle/errors.ts";
import type { Claim, CreateOutcome, ReadOutcome, UpdateOutcome } from "../lifecycle/lifecycle.ts";
import { requireSameProject } from "../lifecycle/same-project.ts";
import type { ConnectedApp, StytchApi } from "../stytch/api.ts";
import { StytchIncompleteCreateError } from "../stytch/errors.ts";
import { adoptConnectedApp } from "./adopt/adopt.ts";
import { createdAppsOf } from "./create/created-apps.ts";
import { recoverSecret, SECRET_LOST, versionOf } from "./create/recover.ts";
import {
  createBody,
  desiredFields,
  differentFields,
  fieldNamesThatDiffer,
  fieldsExcept,
  inputsFrom,
  localOutputs,
  updateBody,
} from "./diff.ts";
import { isNotFound } from "./lookup/not-found.ts";
import {
  type ConnectedAppInputs,
  type ConnectedAppOutputs,
  FIELD_NAMES,
  type FieldName,
  isPublic,
  type SecretOutputs,
} from "./model.ts";
import { planRotation } from "./rotation/plan.ts";
import { rotateSecret } from "./rotation/run.ts";
import { reconcileSecrets, secretsOfNew } from "./rotation/secrets.ts";

/**
 * Makes a client, or takes one over. A client whose answer was lost is found again where that is
 * certain.
 *
 * @throws OutcomeUnknownError if it is not, so that a client may exist that no state knows;
 *   AdoptionError; the errors of StytchApi if certainly none was made.
 */
export async function createConnectedApp(
  api: StytchApi,
  inputs: ConnectedAppInputs,
  claim: Claim = () => true,
): Promise<CreateOutcome<ConnectedAppOutputs>> {
  const createdApps = createdAppsOf(api);
  if (inputs.adoptClientId !== undefined || inputs.adoptByName) {
    const { app, note } = await adoptConnectedApp(api, inputs, claim);
    createdApps.own(app.clientId);
    return { ...(await finishCreate(api, app, {}, inputs)), notes: [note] };
  }
  try {
    const creation = await createdApps.create(createBody(inputs));
    if ("lost" in creation) throw new OutcomeUnknownError(creation.lost, creation.doubt);
    if ("found" in creation) return await recover(api, creation.found, inputs);
    const { created } = creation;
    return await finishCreate(api, created, secretsOfNew(created), inputs);
  } catch (error) {
    if (error instanceof StytchIncompleteCreateError) return salvage(api, error, inputs);
    throw error;
  }
}

async function recover(
  api: StytchApi,
  found: ConnectedApp,
  inputs: ConnectedAppInputs,
): Promise<CreateOutcome<ConnectedAppOutputs>> {
  const { app, secrets, note, problem } = await recoverSecret(api, found, inputs);
  if (!problem) return { ...(await finishCreate(api, app, secrets, inputs)), notes: [note] };
  const outputs = outputsFrom(api, app, secrets, inputs);
  return { id: app.clientId, outputs, problem, notes: [note] };
}

/** Starts the rotation that the program wants from the beginning, as it may in a second stack. */
async function finishCreate(
  api: StytchApi,
  app: ConnectedApp,
  known: SecretOutputs,
  inputs: ConnectedAppInputs,
): Promise<CreateOutcome<ConnectedAppOutputs>> {
  const rotated = await rotateSecret(api, app, { ...known, ...versionOf(inputs) }, inputs);
  return {
    id: app.clientId,
    outputs: outputsFrom(api, rotated.app, rotated.secrets, inputs),
    ...(rotated.problem && { problem: rotated.problem }),
  };
}

/** Only a 404 means that the client is gone. */
export async function readConnectedApp(
  api: StytchApi,
  id: string,
  known: ConnectedAppOutputs,
): Promise<ReadOutcome<ConnectedAppOutputs> | undefined> {
  requireSameProject(api, id, known);
  try {
    const app = await api.getConnectedApp(id, { batch: true });
    const outputs = outputsFrom(api, app, reconcileSecrets(app, known), known);
    return { outputs, inputs: inputsFrom(outputs) };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Writes what the program changes, and nothing else: an update may carry inputs that the program tells
 * the engine to leave (`ignoreChanges`), which are the last known ones and not the server's. So every
 * other field is sent as the server holds it, and remembered as it was, so that no later update takes
 * a difference from the server for a change of the program. It is for a refresh to find.
 *
 * Stytch has no compare-and-swap: what others write between the GET and the PUT is lost.
 */
export async function updateConnectedApp(
  api: StytchApi,
  id: string,
  known: ConnectedAppOutputs,
  inputs: ConnectedAppInputs,
): Promise<UpdateOutcome<ConnectedAppOutputs>> {
  requireSameProject(api, id, known);
  const rotates = planRotation(known, inputs) !== "none";
  const changed = known.status === "" ? FIELD_NAMES : differentFields(known, inputs);
  if (!rotates && changed.length === 0) {
    const { allowDestructive: _former, ...outputs } = known;
    return { outputs: { ...outputs, ...localOutputs(inputs) } };
  }
  const held = await api.getConnectedApp(id);
  const app =
    changed.length > 0
      ? await api.updateConnectedApp(id, updateBody(inputs, { held, changed }))
      : held;
  const { secrets, problem, ...rotated } = await rotateSecret(api, app, known, inputs);
  const left = fieldsExcept(changed, known);
  return {
    outputs: outputsFrom(api, { ...rotated.app, ...left }, secrets, inputs),
    ...(problem && { problem }),
    ...driftNote(id, fieldNamesThatDiffer(left, held)),
  };
}

function driftNote(id: string, names: readonly FieldName[]): { notes?: string[] } {
  if (names.length === 0) return {};
  const note = `${id}: others changed ${names.join(", ")} at Stytch, which this update leaves as it is. pulumi refresh shows it.`;
  return { notes: [note] };
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

/** The server's answer, with what only we know: the secrets, and the order of the lists. */
function outputsFrom(
  api: StytchApi,
  app: ConnectedApp,
  secrets: SecretOutputs,
  known: Pick<ConnectedAppInputs, "redirectUrls" | "postLogoutRedirectUrls" | "allowDestructive">,
): ConnectedAppOutputs {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, app[name]]));
  return {
    ...(fields as Pick<ConnectedApp, (typeof FIELD_NAMES)[number]>),
    redirectUrls: keepOrder(app.redirectUrls, known.redirectUrls),
    postLogoutRedirectUrls: keepOrder(app.postLogoutRedirectUrls, known.postLogoutRedirectUrls),
    clientType: app.clientType,
    projectId: api.projectId,
    status: app.status,
    ...secrets,
    ...localOutputs(known),
  };
}

/** What is left of a create whose answer cannot be read; the next update completes it. */
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
    ...(clientSecret === "" && !isPublic(inputs.clientType)
      ? SECRET_LOST
      : { ...secretsOfNew({ clientSecret }), ...versionOf(inputs) }),
    ...localOutputs(inputs),
  };
  return { id: clientId, outputs, problem: error };
}
