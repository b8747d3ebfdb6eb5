import type { Lifecycle } from "../lifecycle.ts";
import { checkOrganizationConnectedApps } from "./inputs.ts";
import type { OrganizationConnectedAppsInputs, OrganizationConnectedAppsOutputs } from "./model.ts";
import {
  createOrganizationConnectedApps,
  deleteOrganizationConnectedApps,
  readOrganizationConnectedApps,
  updateOrganizationConnectedApps,
} from "./operations.ts";
import { diffOrganizationConnectedApps } from "./plan.ts";

export const organizationConnectedAppsLifecycle: Lifecycle<
  OrganizationConnectedAppsInputs,
  OrganizationConnectedAppsOutputs
> = {
  check: checkOrganizationConnectedApps,
  diff: diffOrganizationConnectedApps,
  create: createOrganizationConnectedApps,
  read: readOrganizationConnectedApps,
  update: updateOrganizationConnectedApps,
  delete: deleteOrganizationConnectedApps,
};
