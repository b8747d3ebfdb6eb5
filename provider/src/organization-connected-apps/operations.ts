import { differs, keepOrder } from "../lifecycle/compare.ts";
import { driftNote, formNote, notesOf, only } from "../lifecycle/forms.ts";
import type {
  CreateOutcome,
  Operations,
  Project,
  ReadOutcome,
  UpdateOutcome,
} from "../lifecycle/lifecycle.ts";
import { requireSameProject } from "../lifecycle/same-project.ts";
import { type SettledReads, settledReads } from "../lifecycle/settled-reads.ts";
import type {
  OrganizationConnectedApps,
  OrganizationConnectedAppsFields,
  StytchApi,
} from "../stytch/api.ts";
import { StytchApiError } from "../stytch/errors.ts";
import { formsOfReadSetting, otherContents, requestedForms } from "./forms.ts";
import {
  FIELD_NAMES,
  type FieldName,
  type OrganizationConnectedAppsInputs,
  type OrganizationConnectedAppsOutputs,
  TYPES_AND_LISTS,
} from "./model.ts";
import { desiredFields, differentFields, fieldsExcept, inputsFrom, updateBody } from "./plan.ts";

type Reads = SettledReads<OrganizationConnectedAppsOutputs, OrganizationConnectedApps>;

/** What can be done to the settings of a project's organizations. */
export function organizationConnectedAppsOperations(
  project: Project,
): Operations<OrganizationConnectedAppsInputs, OrganizationConnectedAppsOutputs> {
  const { api } = project;
  /** Organizations whose setting a create has adopted. */
  const adopted = new Set<string>();
  const reads: Reads = settledReads(project, {
    get: (id) => api.getOrganizationConnectedApps(id),
    isAsKnown,
    isNotFound,
  });
  return {
    async create(inputs) {
      const created = await createOrganizationConnectedApps(api, inputs);
      adopted.add(created.id);
      reads.wrote(created.id);
      return created;
    },
    read: (id, known) => readOrganizationConnectedApps(api, reads, id, known),
    async update(id, known, inputs) {
      const updated = await updateOrganizationConnectedApps(api, reads, id, known, inputs);
      reads.wrote(id);
      return updated;
    },
    delete: (id, known) => deleteOrganizationConnectedApps(api, adopted, id, known),
  };
}

/**
 * Adopts the setting of an existing organization, whatever it was. It is a PUT: after a lost
 * response, repeating it does no harm.
 */
async function createOrganizationConnectedApps(
  api: StytchApi,
  inputs: OrganizationConnectedAppsInputs,
): Promise<CreateOutcome<OrganizationConnectedAppsOutputs>> {
  const { organizationId } = inputs;
  const wanted = desiredFields(inputs);
  const updated = await api.updateOrganizationConnectedApps(organizationId, updateBody(wanted));
  const requested = requestedForms(wanted, updated);
  const outputs = outputsFrom(api, updated, { ...wanted, organizationId }, requested);
  const id = outputs.resolvedOrganizationId;
  return { id, outputs, ...notesOf(formNote(id, otherContents(requested, updated))) };
}

/** Only `organization_not_found` means that the organization is gone. */
async function readOrganizationConnectedApps(
  api: StytchApi,
  { read }: Reads,
  id: string,
  known: OrganizationConnectedAppsOutputs,
): Promise<ReadOutcome<OrganizationConnectedAppsOutputs> | undefined> {
  requireSameProject(api, id, known);
  try {
    const held = await read(id, known);
    const { requestedFields: former = {} } = known;
    // The name that an import gives is the one that its program has.
    const named = { ...known, organizationId: known.organizationId ?? id };
    const outputs = outputsFrom(api, held, named, formsOfReadSetting(known, held));
    const ownId = outputs.resolvedOrganizationId;
    return {
      ...(ownId !== id && { id: ownId }),
      outputs,
      inputs: inputsFrom(outputs, { ...known, ...former }),
    };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Writes what the program wants, except fields that someone else changed and the program does not change: the
 * program may have told the engine to ignore them (`ignoreChanges`). They are sent as the server holds them, and
 * remembered as they were, so that a refresh finds the change.
 */
async function updateOrganizationConnectedApps(
  api: StytchApi,
  { read }: Reads,
  id: string,
  known: OrganizationConnectedAppsOutputs,
  inputs: OrganizationConnectedAppsInputs,
): Promise<UpdateOutcome<OrganizationConnectedAppsOutputs>> {
  requireSameProject(api, id, known);
  const { organizationId } = inputs;
  const changed = differentFields(known, inputs);
  if (changed.length === 0) return { outputs: { ...known, organizationId } };
  // By the id: meanwhile, a slug may have moved to another organization.
  const held = await read(id, known);
  const left = differentNames(known, held).filter((name) => !changed.includes(name));
  const wanted = { ...desiredFields(inputs), ...only(left, held) };
  const updated = await api.updateOrganizationConnectedApps(id, updateBody(wanted));
  const forms = fieldsExcept(left, requestedForms(wanted, updated));
  const outputs = outputsFrom(
    api,
    { ...updated, ...only(left, known) },
    { ...desiredFields(inputs), organizationId },
    { ...forms, ...only(left, known.requestedFields ?? {}) },
  );
  const others = only(changed, forms);
  return {
    outputs,
    ...notesOf(driftNote(id, left), formNote(id, otherContents(others, updated))),
  };
}

/**
 * Restores Stytch's defaults in the organization, unless it is gone, or unless this deployment has
 * just created another resource for it, as happens when the resource is renamed or names the organization
 * differently: the defaults would open what that one restricts.
 */
async function deleteOrganizationConnectedApps(
  api: StytchApi,
  adopted: ReadonlySet<string>,
  id: string,
  known: Pick<OrganizationConnectedAppsOutputs, "projectId">,
): Promise<void> {
  requireSameProject(api, id, known);
  if (adopted.has(id)) return;
  try {
    await api.updateOrganizationConnectedApps(id, updateBody(desiredFields({})));
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Whether a slug, external id or id names the organization of a state: only the server knows. */
export async function isSameOrganization(
  api: StytchApi,
  id: string,
  { organizationId }: OrganizationConnectedAppsInputs,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (
      (await api.getOrganizationConnectedApps(organizationId, { signal })).organizationId === id
    );
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** Not any 404: a wrong address must not empty a state. */
function isNotFound(error: unknown): boolean {
  return (
    error instanceof StytchApiError &&
    error.status === 404 &&
    error.errorType === "organization_not_found"
  );
}

/** Nothing is known about an organization that was not read yet. */
function isAsKnown(
  held: OrganizationConnectedApps,
  known: Partial<OrganizationConnectedAppsOutputs>,
): boolean {
  return differentNames(only(FIELD_NAMES, known), held).length === 0;
}

/** Names of the given fields for which the server holds another value. */
function differentNames(
  fields: Partial<OrganizationConnectedAppsFields>,
  held: OrganizationConnectedAppsFields,
): FieldName[] {
  const names = FIELD_NAMES.filter((name) => fields[name] !== undefined);
  return names.filter((name) => differs(fields[name], held[name], () => false));
}

/**
 * The server's response, plus what only this package knows: the name that the program uses, and the order.
 *
 * @param requested what the program asked for, if the server holds another form of it.
 */
function outputsFrom(
  api: StytchApi,
  { organizationId, ...held }: OrganizationConnectedApps,
  known: Partial<OrganizationConnectedAppsOutputs> & { readonly organizationId: string },
  requested: Partial<OrganizationConnectedAppsFields>,
): OrganizationConnectedAppsOutputs {
  const requestedFields = only(FIELD_NAMES, requested);
  const fields = { ...held };
  for (const [, list] of TYPES_AND_LISTS) fields[list] = keepOrder(held[list], known[list]);
  return {
    ...fields,
    organizationId: known.organizationId,
    resolvedOrganizationId: organizationId,
    projectId: api.projectId,
    ...(Object.keys(requestedFields).length > 0 && { requestedFields }),
  };
}
