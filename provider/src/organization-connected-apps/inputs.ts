import { closest } from "fastest-levenshtein";
import type { z } from "zod";
import {
  failure,
  failuresOf,
  isUnset,
  kindOf,
  type Names,
  text,
  unknownKeys,
} from "../lifecycle/input-checks.ts";
import type {
  CheckFailure,
  CheckOutcome,
  CheckSurroundings,
  IsUnknown,
} from "../lifecycle/lifecycle.ts";
import { otherKindFailure } from "../lifecycle/other-kind.ts";
import { ALLOWED_TYPES } from "../stytch/api.ts";
import { wordPlaceholderProblem } from "../text/placeholders.ts";
import { FIELD_NAMES, type FieldName, SERVER_DEFAULTS, TYPES_AND_LISTS } from "./model.ts";

const NAMES: Names = {
  resource: "OrganizationConnectedApps",
  inputs: ["organizationId", ...FIELD_NAMES],
  outputs: new Set(["resolvedOrganizationId", "projectId"]),
};

const ONE_OF = ALLOWED_TYPES.join(", ");
const ANY_ORGANIZATION = "the organization_id, slug or external id of an organization";

const organizationId = text(organizationIdProblem);
const allowedType = text(allowedTypeProblem);
const clientId = text(clientIdProblem);

/** The schema of each field's known value; of each element, where the field is a list. */
const SCHEMAS: Record<FieldName, z.ZodType> = {
  firstPartyConnectedAppsAllowedType: allowedType,
  allowedFirstPartyConnectedApps: clientId,
  thirdPartyConnectedAppsAllowedType: allowedType,
  allowedThirdPartyConnectedApps: clientId,
};

const LISTS: ReadonlySet<string> = new Set(TYPES_AND_LISTS.map(([, list]) => list));

/**
 * Checks what a program wrote for an organization, and normalizes it: what means "not set" is left
 * out. Unknown values pass as they are.
 *
 * @returns every failure with the path of its property.
 */
export function checkOrganizationConnectedApps(
  raw: Record<string, unknown>,
  isUnknown: IsUnknown,
  { projectId }: CheckSurroundings = {},
): CheckOutcome {
  const inputs: Record<string, unknown> = {};
  if ("organizationId" in raw) inputs.organizationId = raw.organizationId;
  for (const name of FIELD_NAMES) {
    if (!isUnset(raw[name])) inputs[name] = raw[name];
  }
  const failures = [
    ...unknownKeys(raw, NAMES),
    ...checkOrganizationId(raw.organizationId, isUnknown),
    ...FIELD_NAMES.filter((name) => name in inputs).flatMap((name) =>
      checkField(name, inputs[name], isUnknown),
    ),
    ...uselessLists(inputs, isUnknown),
    ...(projectId === undefined ? [] : idsOfOtherKind(inputs, projectId)),
  ];
  return { inputs, failures };
}

function checkOrganizationId(value: unknown, isUnknown: IsUnknown): CheckFailure[] {
  if (isUnset(value)) return [failure("organizationId", `is required: ${ANY_ORGANIZATION}`)];
  return checkValue(organizationId, "organizationId", value, isUnknown);
}

function checkField(name: FieldName, value: unknown, isUnknown: IsUnknown): CheckFailure[] {
  if (!LISTS.has(name) || isUnknown(value)) {
    return checkValue(SCHEMAS[name], name, value, isUnknown);
  }
  if (!Array.isArray(value)) {
    return [failure(name, `must be a list of client ids, not ${kindOf(value)}`)];
  }
  return value.flatMap((element: unknown, index) =>
    checkValue(SCHEMAS[name], `${name}[${index}]`, element, isUnknown),
  );
}

function checkValue(
  schema: z.ZodType,
  path: string,
  value: unknown,
  isUnknown: IsUnknown,
): CheckFailure[] {
  if (isUnknown(value)) return [];
  const { error } = schema.safeParse(value);
  return failuresOf(path, error);
}

/** Stytch would ignore such a list, so the restriction that its author expects would be missing. */
function uselessLists(inputs: Record<string, unknown>, isUnknown: IsUnknown): CheckFailure[] {
  return TYPES_AND_LISTS.flatMap(([typeName, list]) => {
    const type = inputs[typeName] ?? SERVER_DEFAULTS[typeName];
    if (type === "RESTRICTED" || !isAllowedType(type)) return [];
    if (!(list in inputs) || isUnknown(inputs[list])) return [];
    const problem =
      `has an effect only where ${typeName} is "RESTRICTED", but it is "${type}"; ` +
      `set ${typeName} to "RESTRICTED" or remove the list`;
    return [failure(list, problem)];
  });
}

function idsOfOtherKind(inputs: Record<string, unknown>, projectId: string): CheckFailure[] {
  const inLists = TYPES_AND_LISTS.flatMap(([, list]) => {
    const ids: unknown = inputs[list];
    if (!Array.isArray(ids)) return [];
    return ids.flatMap((id: unknown, index) =>
      otherKindFailure(`${list}[${index}]`, id, projectId),
    );
  });
  return [...otherKindFailure("organizationId", inputs.organizationId, projectId), ...inLists];
}

function isAllowedType(value: unknown): boolean {
  return (ALLOWED_TYPES as readonly unknown[]).includes(value);
}

function allowedTypeProblem(value: string): string | undefined {
  if (isAllowedType(value)) return undefined;
  const nearest = closest(value.toUpperCase(), ALLOWED_TYPES);
  return `must be one of ${ONE_OF}; did you mean "${nearest}"?`;
}

/** The characters that Stytch allows in slugs and external ids; `.` and `..` are steps of a path. */
function organizationIdProblem(value: string): string | undefined {
  const placeholder = wordPlaceholderProblem(value);
  if (placeholder) return placeholder;
  if (/^[\w.~|-]{1,128}$/.test(value) && !/^\.\.?$/.test(value)) return undefined;
  return `must be ${ANY_ORGANIZATION}: 1 to 128 letters, digits, "-", ".", "_", "~" and "|"`;
}

function clientIdProblem(value: string): string | undefined {
  if (/^connected-app-(live|test)-[\w-]+$/.test(value)) return undefined;
  return "must be a client_id such as connected-app-live-…; take the clientId of a ConnectedApp";
}
