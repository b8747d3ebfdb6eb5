import { keyOfId } from "../lifecycle/claims.ts";
import type { Lifecycle } from "../lifecycle/lifecycle.ts";
import { expectedOrganizationConnectedApps } from "./expected.ts";
import { checkOrganizationConnectedApps } from "./inputs.ts";
import type { OrganizationConnectedAppsInputs, OrganizationConnectedAppsOutputs } from "./model.ts";
import { isSameOrganization, organizationConnectedAppsOperations } from "./operations.ts";
import { diffOrganizationConnectedApps } from "./plan.ts";

export const organizationConnectedAppsLifecycle: Lifecycle<
  OrganizationConnectedAppsInputs,
  OrganizationConnectedAppsOutputs
> = {
  check: checkOrganizationConnectedApps,
  diff: diffOrganizationConnectedApps,
  isSame: isSameOrganization,
  expected: expectedOrganizationConnectedApps,
  copiesOfInputs: ["requestedFields"],
  operationsOn: organizationConnectedAppsOperations,
  plannedAdoption: ({ organizationId }, isUnknown) => ({
    property: "organizationId",
    key: isUnknown(organizationId) ? undefined : keyOfId(organizationId),
  }),
  heldKeys: (id, { organizationId }) => [keyOfId(id), keyOfId(organizationId)],
};
