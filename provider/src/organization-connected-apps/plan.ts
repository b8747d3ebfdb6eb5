import { differs } from "../lifecycle/compare.ts";
import { only } from "../lifecycle/forms.ts";
import type { DiffOutcome, IsUnknown } from "../lifecycle/lifecycle.ts";
import type { OrganizationConnectedAppsFields } from "../stytch/api.ts";
import { alignedIds } from "./forms.ts";
import {
  FIELD_NAMES,
  type FieldName,
  type OrganizationConnectedAppsInputs,
  type OrganizationConnectedAppsOutputs,
  SERVER_DEFAULTS,
  TYPES_AND_LISTS,
} from "./model.ts";

/** Every field as the server is to hold it: the inputs, and defaults for the rest. */
export function desiredFields(
  inputs: Partial<OrganizationConnectedAppsInputs>,
): OrganizationConnectedAppsFields {
  const entries = FIELD_NAMES.map((name) => [name, inputs[name] ?? SERVER_DEFAULTS[name]]);
  return Object.fromEntries(entries) as OrganizationConnectedAppsFields;
}

/** What is sent, always: the four fields, each client once; the rest of an organization is not ours. */
export function updateBody(
  fields: OrganizationConnectedAppsFields,
): OrganizationConnectedAppsFields {
  return {
    ...fields,
    allowedFirstPartyConnectedApps: [...new Set(fields.allowedFirstPartyConnectedApps)],
    allowedThirdPartyConnectedApps: [...new Set(fields.allowedThirdPartyConnectedApps)],
  };
}

/**
 * Names of the fields that the program asks for otherwise than the last time. What the server made of
 * them then is no difference: it is for a refresh to see whether it changed since.
 */
export function differentFields(
  outputs: OrganizationConnectedAppsFields &
    Pick<OrganizationConnectedAppsOutputs, "requestedFields">,
  inputs: Partial<OrganizationConnectedAppsInputs>,
  isUnknown: IsUnknown = () => false,
): FieldName[] {
  const desired = desiredFields(inputs);
  const requested = { ...outputs, ...outputs.requestedFields };
  return FIELD_NAMES.filter((name) => differs(requested[name], desired[name], isUnknown));
}

/** The other fields, as far as they are given. */
export function fieldsExcept(
  names: readonly FieldName[],
  fields: Partial<OrganizationConnectedAppsFields>,
): Partial<OrganizationConnectedAppsFields> {
  return only<OrganizationConnectedAppsFields>(
    FIELD_NAMES.filter((name) => !names.includes(name)),
    fields,
  );
}

/** Another organization replaces; lists are sets; an unknown value may differ. */
export function diffOrganizationConnectedApps(
  outputs: OrganizationConnectedAppsOutputs,
  inputs: OrganizationConnectedAppsInputs,
  isUnknown: IsUnknown,
): DiffOutcome {
  const fields = differentFields(outputs, inputs, isUnknown);
  if (!differs(outputs.organizationId, inputs.organizationId, isUnknown)) {
    return { changes: fields, replaces: [] };
  }
  // The organization's own id instead of its slug names the same organization.
  const isSame = inputs.organizationId === outputs.resolvedOrganizationId;
  return {
    changes: ["organizationId", ...fields],
    replaces: isSame ? [] : ["organizationId"],
  };
}

/**
 * The smallest inputs that describe what the server holds, as the author wrote them where that is still
 * so, and in the author's order where it can be.
 *
 * @param former what the program had asked for, and the server held then.
 */
export function inputsFrom(
  outputs: OrganizationConnectedAppsOutputs,
  former: Partial<OrganizationConnectedAppsFields> = {},
): Record<string, unknown> {
  const fields = { ...outputs, ...outputs.requestedFields };
  for (const [, list] of TYPES_AND_LISTS) {
    if (former[list]) fields[list] = alignedIds(fields[list], former[list]);
  }
  const set = FIELD_NAMES.filter((name) =>
    differs(fields[name], SERVER_DEFAULTS[name], () => false),
  ).map((name) => [name, fields[name]]);
  return { organizationId: outputs.organizationId, ...Object.fromEntries(set) };
}
