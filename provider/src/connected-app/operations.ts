import { keepOrder } from "../lifecycle/compare.ts";
import { OutcomeUnknownError } from "../lifecycle/errors.ts";
import { driftNote, formNote, formsThatStay, notesOf, only } from "../lifecycle/forms.ts";
import type {
  Claim,
  CreateOutcome,
  Operations,
  Project,
  ReadOutcome,
  UpdateOutcome,
} from "../lifecycle/lifecycle.ts";
import { requireSameProject } from "../lifecycle/same-project.ts";
import type { ConnectedApp, ConnectedAppFields, StytchApi } from "../stytch/api.ts";
import { eachField, FIELD_NAMES, LIST_FIELDS } from "../stytch/connected-app-fields.ts";
import { StytchIncompleteCreateError } from "../stytch/errors.ts";
import { adoptConnectedApp } from "./adopt/adopt.ts";
import { previewAdoption } from "./adopt/planned-adoption.ts";
import { CreatedApps } from "./create/created-apps.ts";
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
import { formsOfReadApp, isSameContent, otherContents, requestedForms } from "./forms.ts";
import { isNotFound } from "./lookup/not-found.ts";
import {
  type ConnectedAppInputs,
  type ConnectedAppOutputs,
  isPublic,
  type SecretOutputs,
} from "./model.ts";
import { type ConnectedAppReads, clientReads } from "./reads.ts";
import { planRotation } from "./rotation/plan.ts";
import { rotateSecret } from "./rotation/run.ts";
import { reconcileSecrets, secretsOfNew } from "./rotation/secrets.ts";

/** What can be done to the Connected Apps of a project. */
export function connectedAppOperations(
  project: Project,
): Operations<ConnectedAppInputs, ConnectedAppOutputs> {
  const createdApps = new CreatedApps(project);
  const reads = clientReads(project);
  return {
    async create(inputs, claim) {
      const created = await createConnectedApp(project, createdApps, inputs, claim);
      reads.wrote(created.id);
      return created;
    },
    previewAdoption: (inputs, isUnknown) => previewAdoption(project.api, inputs, isUnknown),
    read: (id, known) => readConnectedApp(project, reads, id, known),
    async update(id, known, inputs) {
      const updated = await updateConnectedApp(project, reads, id, known, inputs);
      reads.wrote(id);
      return updated;
    },
    delete: (id, known) => deleteConnectedApp(project, id, known),
  };
}

/**
 * Creates or adopts a client. If the response is lost, the client is identified where that is
 * certain.
 *
 * @throws OutcomeUnknownError if it is not certain, and a client may exist that no state knows;
 *   AdoptionError; the errors of StytchApi if certainly none was created.
 */
async function createConnectedApp(
  project: Project,
  createdApps: CreatedApps,
  inputs: ConnectedAppInputs,
  claim: Claim = () => true,
): Promise<CreateOutcome<ConnectedAppOutputs>> {
  if (inputs.adoptClientId !== undefined || inputs.adoptByName) {
    const { app, note } = await adoptConnectedApp(project.api, inputs, claim);
    createdApps.own(app.clientId);
    return withNote(note, await finishCreate(project, app, {}, inputs));
  }
  try {
    const creation = await createdApps.create(createBody(inputs));
    if ("lost" in creation) throw new OutcomeUnknownError(creation.lost, creation.doubt);
    if ("found" in creation) return await recover(project, creation.found, inputs);
    const { created } = creation;
    const secrets = secretsOfNew(created, project.clock.now());
    return await finishCreate(project, created, secrets, inputs);
  } catch (error) {
    if (error instanceof StytchIncompleteCreateError) return salvage(project, error, inputs);
    throw error;
  }
}

async function recover(
  project: Project,
  found: ConnectedApp,
  inputs: ConnectedAppInputs,
): Promise<CreateOutcome<ConnectedAppOutputs>> {
  const { app, secrets, note, problem } = await recoverSecret(project, found, inputs);
  const recovered = { ...app, ...fieldsOf(found) };
  if (!problem) return withNote(note, await finishCreate(project, recovered, secrets, inputs));
  const requested = requestedForms(desiredFields(inputs), found);
  const outputs = outputsFrom(project.api, recovered, secrets, inputs, requested);
  return { id: app.clientId, outputs, problem, notes: [note] };
}

/** Starts the rotation that the program wants from the beginning, as a second stack may. */
async function finishCreate(
  project: Project,
  app: ConnectedApp,
  known: SecretOutputs,
  inputs: ConnectedAppInputs,
): Promise<CreateOutcome<ConnectedAppOutputs>> {
  const rotated = await rotateSecret(project, app, { ...known, ...versionOf(inputs) }, inputs);
  const requested = requestedForms(desiredFields(inputs), app);
  // The fields that the rotation saw may be older than the write.
  const shown = { ...rotated.app, ...fieldsOf(app) };
  return {
    id: app.clientId,
    outputs: outputsFrom(project.api, shown, rotated.secrets, inputs, requested),
    ...(rotated.problem && { problem: rotated.problem }),
    ...notesOf(formNote(app.clientId, otherContents(requested, app))),
  };
}

function withNote<Outputs>(note: string, outcome: CreateOutcome<Outputs>): CreateOutcome<Outputs> {
  return { ...outcome, notes: [note, ...(outcome.notes ?? [])] };
}

/** Only a 404 means that the client is gone. */
async function readConnectedApp(
  { api, clock }: Project,
  { read }: ConnectedAppReads,
  id: string,
  known: ConnectedAppOutputs,
): Promise<ReadOutcome<ConnectedAppOutputs> | undefined> {
  requireSameProject(api, id, known);
  try {
    const app = await read(id, known, { batch: true });
    const { requestedFields: former = {} } = known;
    const secrets = reconcileSecrets(app, known, clock.now());
    const outputs = outputsFrom(api, app, secrets, known, formsOfReadApp(known, app));
    return { outputs, inputs: inputsFrom(outputs, { ...known, ...former }) };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Writes what the program changes, and nothing else: an update may carry inputs that the program tells
 * the engine to ignore (`ignoreChanges`), which are the last known ones and not the server's. So it
 * sends every other field as the server holds it, and remembers it as it was, so that no later update mistakes
 * a difference from the server for a change of the program. A refresh finds that difference.
 *
 * Stytch has no compare-and-swap: what someone else writes between the GET and the PUT is lost.
 */
async function updateConnectedApp(
  project: Project,
  { read }: ConnectedAppReads,
  id: string,
  known: ConnectedAppOutputs,
  inputs: ConnectedAppInputs,
): Promise<UpdateOutcome<ConnectedAppOutputs>> {
  const { api } = project;
  requireSameProject(api, id, known);
  const rotates = planRotation(known, inputs) !== "none";
  const changed = known.status === "" ? FIELD_NAMES : differentFields(known, inputs);
  if (!rotates && changed.length === 0) {
    const { allowDestructive: _former, ...outputs } = known;
    return { outputs: { ...outputs, ...localOutputs(inputs) } };
  }
  const held = await read(id, known);
  const app =
    changed.length > 0
      ? await api.updateConnectedApp(id, updateBody(inputs, { held: asSent(known, held), changed }))
      : held;
  const { secrets, problem, ...rotated } = await rotateSecret(project, app, known, inputs);
  const left = fieldsExcept(changed, known);
  const requested = {
    ...known.requestedFields,
    ...Object.fromEntries(changed.map((name) => [name, undefined])),
    ...requestedForms(only(changed, desiredFields(inputs)), app),
  };
  return {
    outputs: outputsFrom(
      api,
      { ...rotated.app, ...fieldsOf(app), ...left },
      secrets,
      inputs,
      requested,
    ),
    ...(problem && { problem }),
    ...notesOf(
      driftNote(id, fieldNamesThatDiffer(left, held)),
      formNote(id, otherContents(only(changed, requested), app)),
    ),
  };
}

/** What the server holds, in the spelling that was sent: the server need not accept its own form of it. */
function asSent(known: ConnectedAppOutputs, held: ConnectedAppFields): ConnectedAppFields {
  const { requestedFields = {} } = known;
  const words = FIELD_NAMES.filter((name) =>
    isSameContent(name, requestedFields[name], held[name]),
  );
  return { ...held, ...only(words, formsThatStay(requestedFields, known, held)) };
}

function fieldsOf(app: ConnectedAppFields): ConnectedAppFields {
  return eachField((name) => app[name]) as ConnectedAppFields;
}

/** A client that is already gone counts as deleted. */
async function deleteConnectedApp(
  { api }: Project,
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

/** The server's response, plus what only this package knows: the secrets and the order of the lists. */
function outputsFrom(
  api: StytchApi,
  app: ConnectedApp,
  secrets: SecretOutputs,
  known: Partial<ConnectedAppFields> & Pick<ConnectedAppInputs, "allowDestructive">,
  requested: Partial<ConnectedAppFields>,
): ConnectedAppOutputs {
  const requestedFields = only(FIELD_NAMES, requested);
  const fields = fieldsOf(app);
  for (const name of LIST_FIELDS) fields[name] = keepOrder(app[name], known[name]);
  return {
    ...fields,
    clientType: app.clientType,
    projectId: api.projectId,
    status: app.status,
    ...secrets,
    ...localOutputs(known),
    ...(Object.keys(requestedFields).length > 0 && { requestedFields }),
  };
}

/** What remains of a create with an unreadable response; the next update completes it. */
function salvage(
  { api, clock }: Project,
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
      : { ...secretsOfNew({ clientSecret }, clock.now()), ...versionOf(inputs) }),
    ...localOutputs(inputs),
  };
  return { id: clientId, outputs, problem: error };
}
