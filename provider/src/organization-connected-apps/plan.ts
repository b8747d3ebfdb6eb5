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

/** Every field as the server should hold it: the inputs, and defaults for the rest. */
export function desiredFields(
  inputs: Partial<OrganizationConnectedAppsInputs>,
): OrganizationConnectedAppsFields {
  const entries = FIELD_NAMES.map((name) => [name, inputs[name] ?? SERVER_DEFAULTS[name]]);
  return Object.fromEntries(entries) as OrganizationConnectedAppsFields;
}

/** What every request sends: the four fields, each client once, and no other setting of the organization. */
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
 * Names of the fields for which the program asks for another value than last time. The form in which the server
 * stored them is not a difference; a refresh finds out whether that has changed since.
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

/** The other fields, if they are given. */
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
  // The id of an organization and its slug name the same organization.
  const isSame = inputs.organizationId === outputs.resolvedOrganizationId;
  return {
    changes: ["organizationId", ...fields],
    replaces: isSame ? [] : ["organizationId"],
  };
}

/**
 * The smallest inputs that describe what the server holds, in the author's spelling if they are
 * the author's, and in the author's order if possible.
 *
 * @param former what the program had asked for, and what the server held then.
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
