import { keyOfId } from "../lifecycle/claims.ts";
import type { Lifecycle } from "../lifecycle/lifecycle.ts";
import { expectedOrganizationConnectedApps } from "./expected.ts";
import { checkOrganizationConnectedApps } from "./inputs.ts";
import type { OrganizationConnectedAppsInputs, OrganizationConnectedAppsOutputs } from "./model.ts";
import { organizationConnectedAppsOperations } from "./operations.ts";
import { diffOrganizationConnectedApps } from "./plan.ts";

export const organizationConnectedAppsLifecycle: Lifecycle<
  OrganizationConnectedAppsInputs,
  OrganizationConnectedAppsOutputs
> = {
  check: checkOrganizationConnectedApps,
  diff: diffOrganizationConnectedApps,
  expected: expectedOrganizationConnectedApps,
  copiesOfInputs: ["requestedFields"],
  operationsOn: organizationConnectedAppsOperations,
  takeOver: ({ organizationId }, isUnknown) => ({
    property: "organizationId",
    key: isUnknown(organizationId) ? undefined : keyOfId(organizationId),
  }),
  heldKeys: (id, { organizationId }) => [keyOfId(id), keyOfId(organizationId)],
};
