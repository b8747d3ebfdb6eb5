import { differs } from "../lifecycle/compare.ts";
import type { DiffOutcome, IsUnknown } from "../lifecycle/lifecycle.ts";
import type { OrganizationConnectedAppsFields } from "../stytch/api.ts";
import {
  FIELD_NAMES,
  type FieldName,
  type OrganizationConnectedAppsInputs,
  type OrganizationConnectedAppsOutputs,
  SERVER_DEFAULTS,
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
  inputs: Partial<OrganizationConnectedAppsInputs>,
): OrganizationConnectedAppsFields {
  const fields = desiredFields(inputs);
  return {
    ...fields,
    allowedFirstPartyConnectedApps: [...new Set(fields.allowedFirstPartyConnectedApps)],
    allowedThirdPartyConnectedApps: [...new Set(fields.allowedThirdPartyConnectedApps)],
  };
}

/** Names of the fields in which the server differs from what the program wants. */
export function differentFields(
  outputs: OrganizationConnectedAppsFields,
  inputs: Partial<OrganizationConnectedAppsInputs>,
  isUnknown: IsUnknown = () => false,
): FieldName[] {
  const desired = desiredFields(inputs);
  return FIELD_NAMES.filter((name) => differs(outputs[name], desired[name], isUnknown));
}

/** The other fields. */
export function fieldsExcept(
  names: readonly FieldName[],
  fields: OrganizationConnectedAppsFields,
): Partial<OrganizationConnectedAppsFields> {
  const others = FIELD_NAMES.filter((name) => !names.includes(name));
  return Object.fromEntries(others.map((name) => [name, fields[name]]));
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

/** The smallest inputs that describe what the server holds. */
export function inputsFrom(outputs: OrganizationConnectedAppsOutputs): Record<string, unknown> {
  const set = FIELD_NAMES.filter((name) =>
    differs(outputs[name], SERVER_DEFAULTS[name], () => false),
  ).map((name) => [name, outputs[name]]);
  return { organizationId: outputs.organizationId, ...Object.fromEntries(set) };
}
