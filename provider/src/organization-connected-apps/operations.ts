import { keepOrder } from "../lifecycle/compare.ts";
import type {
  CreateOutcome,
  Operations,
  Project,
  ReadOutcome,
  UpdateOutcome,
} from "../lifecycle/lifecycle.ts";
import { requireSameProject } from "../lifecycle/same-project.ts";
import type { OrganizationConnectedApps, StytchApi } from "../stytch/api.ts";
import { StytchApiError } from "../stytch/errors.ts";
import type { OrganizationConnectedAppsInputs, OrganizationConnectedAppsOutputs } from "./model.ts";
import { desiredFields, differentFields, fieldsExcept, inputsFrom, updateBody } from "./plan.ts";

/** What can be done to the settings of a project's organizations. */
export function organizationConnectedAppsOperations({
  api,
}: Project): Operations<OrganizationConnectedAppsInputs, OrganizationConnectedAppsOutputs> {
  /** Organizations whose setting a create has adopted. */
  const takenOver = new Set<string>();
  return {
    async create(inputs) {
      const created = await createOrganizationConnectedApps(api, inputs);
      takenOver.add(created.id);
      return created;
    },
    read: (id, known) => readOrganizationConnectedApps(api, id, known),
    update: (id, known, inputs) => updateOrganizationConnectedApps(api, id, known, inputs),
    delete: (id, known) => deleteOrganizationConnectedApps(api, takenOver, id, known),
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
  const updated = await api.updateOrganizationConnectedApps(organizationId, updateBody(inputs));
  const outputs = outputsFrom(api, updated, { ...desiredFields(inputs), organizationId });
  return { id: outputs.resolvedOrganizationId, outputs };
}

/** Only `organization_not_found` means that the organization is gone. */
async function readOrganizationConnectedApps(
  api: StytchApi,
  id: string,
  known: OrganizationConnectedAppsOutputs,
): Promise<ReadOutcome<OrganizationConnectedAppsOutputs> | undefined> {
  requireSameProject(api, id, known);
  try {
    const outputs = outputsFrom(api, await api.getOrganizationConnectedApps(id), known);
    return { outputs, inputs: inputsFrom(outputs) };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Writes the fields that the program changes. The others are sent as the server holds them and
 * remembered as they were: the program may have told the engine to leave them (`ignoreChanges`).
 */
async function updateOrganizationConnectedApps(
  api: StytchApi,
  id: string,
  known: OrganizationConnectedAppsOutputs,
  inputs: OrganizationConnectedAppsInputs,
): Promise<UpdateOutcome<OrganizationConnectedAppsOutputs>> {
  requireSameProject(api, id, known);
  const { organizationId } = inputs;
  const changed = differentFields(known, inputs);
  if (changed.length === 0) return { outputs: { ...known, organizationId } };
  // By the id: meanwhile, a slug may have moved to another organization.
  const held = await api.getOrganizationConnectedApps(id);
  const updated = await api.updateOrganizationConnectedApps(id, {
    ...updateBody(inputs),
    ...fieldsExcept(changed, held),
  });
  const wanted = { ...desiredFields(inputs), organizationId };
  return { outputs: outputsFrom(api, { ...updated, ...fieldsExcept(changed, known) }, wanted) };
}

/**
 * Restores Stytch's defaults in the organization, unless it is gone, or unless this deployment has
 * just created another resource for it, as happens when the resource is renamed or names the organization
 * differently: the defaults would open what that one restricts.
 */
async function deleteOrganizationConnectedApps(
  api: StytchApi,
  takenOver: ReadonlySet<string>,
  id: string,
  known: Pick<OrganizationConnectedAppsOutputs, "projectId">,
): Promise<void> {
  requireSameProject(api, id, known);
  if (takenOver.has(id)) return;
  try {
    await api.updateOrganizationConnectedApps(id, updateBody({}));
  } catch (error) {
    if (!isNotFound(error)) throw error;
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

/**
 * The server's response, plus what only this package knows: the name that the program uses, and the order.
 *
 * @param known empty if nothing was known about the organization before it was read.
 */
function outputsFrom(
  api: StytchApi,
  { organizationId, ...held }: OrganizationConnectedApps,
  known: Partial<OrganizationConnectedAppsOutputs>,
): OrganizationConnectedAppsOutputs {
  return {
    ...held,
    allowedFirstPartyConnectedApps: keepOrder(
      held.allowedFirstPartyConnectedApps,
      known.allowedFirstPartyConnectedApps,
    ),
    allowedThirdPartyConnectedApps: keepOrder(
      held.allowedThirdPartyConnectedApps,
      known.allowedThirdPartyConnectedApps,
    ),
    organizationId: known.organizationId ?? organizationId,
    resolvedOrganizationId: organizationId,
    projectId: api.projectId,
  };
}
