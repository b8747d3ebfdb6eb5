import { keyOfId } from "../lifecycle/claims.ts";
import type { Lifecycle } from "../lifecycle/lifecycle.ts";
import { checkOrganizationConnectedApps } from "./inputs.ts";
import type { OrganizationConnectedAppsInputs, OrganizationConnectedAppsOutputs } from "./model.ts";
import { organizationConnectedAppsOperations } from "./operations.ts";
import { desiredFields, diffOrganizationConnectedApps } from "./plan.ts";

export const organizationConnectedAppsLifecycle: Lifecycle<
  OrganizationConnectedAppsInputs,
  OrganizationConnectedAppsOutputs
> = {
  check: checkOrganizationConnectedApps,
  diff: diffOrganizationConnectedApps,
  expected: (inputs, known, { projectId, unknown }) => ({
    ...desiredFields(inputs),
    organizationId: inputs.organizationId,
    resolvedOrganizationId: known?.resolvedOrganizationId ?? unknown,
    projectId,
  }),
  operationsOn: organizationConnectedAppsOperations,
  plannedAdoption: ({ organizationId }, isUnknown) => ({
    property: "organizationId",
    key: isUnknown(organizationId) ? undefined : keyOfId(organizationId),
  }),
  heldKeys: (id, { organizationId }) => [keyOfId(id), keyOfId(organizationId)],
};
