import { keepOrder } from "../lifecycle/compare.ts";
import type { CreateOutcome, ReadOutcome, UpdateOutcome } from "../lifecycle/lifecycle.ts";
import { requireSameProject } from "../lifecycle/same-project.ts";
import type { OrganizationConnectedApps, StytchApi } from "../stytch/api.ts";
import { StytchApiError } from "../stytch/errors.ts";
import type { OrganizationConnectedAppsInputs, OrganizationConnectedAppsOutputs } from "./model.ts";
import { desiredFields, differentFields, fieldsExcept, inputsFrom, updateBody } from "./plan.ts";

/** Organizations whose setting a create of this process has taken over, by the client used. */
const takenOver = new WeakMap<StytchApi, Set<string>>();

/**
 * Takes the setting of an existing organization over, whatever it was. It is a PUT: after a lost
 * answer the same again does no harm.
 */
export async function createOrganizationConnectedApps(
  api: StytchApi,
  inputs: OrganizationConnectedAppsInputs,
): Promise<CreateOutcome<OrganizationConnectedAppsOutputs>> {
  const { organizationId } = inputs;
  const updated = await api.updateOrganizationConnectedApps(organizationId, updateBody(inputs));
  const outputs = outputsFrom(api, updated, { ...desiredFields(inputs), organizationId });
  const id = outputs.resolvedOrganizationId;
  takenOver.set(api, new Set(takenOver.get(api)).add(id));
  return { id, outputs };
}

/** Only `organization_not_found` means that the organization is gone. */
export async function readOrganizationConnectedApps(
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
export async function updateOrganizationConnectedApps(
  api: StytchApi,
  id: string,
  known: OrganizationConnectedAppsOutputs,
  inputs: OrganizationConnectedAppsInputs,
): Promise<UpdateOutcome<OrganizationConnectedAppsOutputs>> {
  requireSameProject(api, id, known);
  const { organizationId } = inputs;
  const changed = differentFields(known, inputs);
  if (changed.length === 0) return { outputs: { ...known, organizationId } };
  // By the id: a slug may have moved to another organization since.
  const held = await api.getOrganizationConnectedApps(id);
  const updated = await api.updateOrganizationConnectedApps(id, {
    ...updateBody(inputs),
    ...fieldsExcept(changed, held),
  });
  const wanted = { ...desiredFields(inputs), organizationId };
  return { outputs: outputsFrom(api, { ...updated, ...fieldsExcept(changed, known) }, wanted) };
}

/**
 * Gives the organization Stytch's defaults back, unless it is gone; or unless this deployment has
 * just created another resource for it, as happens when the resource, or the organization in the
 * program, gets another name: the defaults would open what that one restricts.
 */
export async function deleteOrganizationConnectedApps(
  api: StytchApi,
  id: string,
  known: Pick<OrganizationConnectedAppsOutputs, "projectId">,
): Promise<void> {
  requireSameProject(api, id, known);
  if (takenOver.get(api)?.has(id)) return;
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
 * The server's answer, with what only we know: the name that the program uses, and the order.
 *
 * @param known empty where nothing of the organization was known before it was read.
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
