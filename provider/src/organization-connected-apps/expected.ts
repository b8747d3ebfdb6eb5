import { expectedFields } from "../lifecycle/forms.ts";
import type { ExpectedOf } from "../lifecycle/lifecycle.ts";
import type { OrganizationConnectedAppsInputs, OrganizationConnectedAppsOutputs } from "./model.ts";
import { desiredFields, differentFields } from "./plan.ts";

/** What a create or an update of an organization's setting will give. */
export const expectedOrganizationConnectedApps: ExpectedOf<
  OrganizationConnectedAppsInputs,
  OrganizationConnectedAppsOutputs
> = (inputs, known, { projectId, unknown, isUnknown }) => {
  const desired = desiredFields(inputs);
  const { organizationId } = inputs;
  return known === undefined
    ? {
        ...desired,
        organizationId,
        resolvedOrganizationId: unknown,
        projectId,
        requestedFields: null,
      }
    : {
        ...known,
        requestedFields: null,
        ...expectedFields(known, desired, differentFields(known, inputs, isUnknown), unknown),
        organizationId,
      };
};
