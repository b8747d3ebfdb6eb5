import type { ConnectedAppFields } from "../../stytch/api.ts";
import type { DiffOutcome, IsUnknown } from "../lifecycle.ts";
import {
  type ConnectedAppInputs,
  type ConnectedAppOutputs,
  FIELD_NAMES,
  FIRST_PARTY_FIELDS,
  type FieldName,
  isThirdParty,
  SERVER_DEFAULTS,
} from "./model.ts";

/** Every mutable field as the server shall hold it: the inputs, and defaults for the rest. */
export function desiredFields(inputs: ConnectedAppInputs): ConnectedAppFields {
  return { ...SERVER_DEFAULTS, ...setFields(inputs) };
}

/**
 * What an update sends: all fields, so that it is right whether the API merges or replaces. The
 * first-party flags are left out for third-party clients, which can only hold `false` there.
 */
export function updateBody(inputs: ConnectedAppInputs): Partial<ConnectedAppFields> {
  const fields: Partial<ConnectedAppFields> = withoutDuplicates(desiredFields(inputs));
  if (isThirdParty(inputs.clientType)) for (const name of FIRST_PARTY_FIELDS) delete fields[name];
  return fields;
}

/** What a create sends: the fields that were set. */
export function createBody(inputs: ConnectedAppInputs) {
  const fields: Partial<ConnectedAppFields> = withoutDuplicates(setFields(inputs));
  if (isThirdParty(inputs.clientType)) for (const name of FIRST_PARTY_FIELDS) delete fields[name];
  return { clientType: inputs.clientType, ...fields };
}

/** Only `clientType` replaces; URL lists are sets; an unknown value may differ. */
export function diffConnectedApp(
  outputs: ConnectedAppOutputs,
  inputs: ConnectedAppInputs,
  isUnknown: IsUnknown,
): DiffOutcome {
  const desired = desiredFields(inputs);
  const fields = FIELD_NAMES.filter((name) =>
    differs(outputs[name] ?? SERVER_DEFAULTS[name], desired[name], isUnknown),
  );
  const replaces = differs(outputs.clientType, inputs.clientType, isUnknown) ? ["clientType"] : [];
  return { changes: [...replaces, ...fields], replaces };
}

/** The smallest inputs that describe what the server holds, in the author's order where it can be. */
export function inputsFrom(outputs: ConnectedAppOutputs): Record<string, unknown> {
  const set = FIELD_NAMES.filter((name) =>
    differs(outputs[name], SERVER_DEFAULTS[name], () => false),
  ).map((name) => [name, outputs[name]]);
  return { clientType: outputs.clientType, ...Object.fromEntries(set) };
}

/** The server's list, but in the known order where both hold the same URLs. */
export function keepOrder(server: string[], known: string[] | undefined): string[] {
  return known && !differs(server, known, () => false) ? known : server;
}

function differs(left: unknown, right: unknown, isUnknown: IsUnknown): boolean {
  if (isUnknown(left) || isUnknown(right)) return true;
  if (!Array.isArray(left) || !Array.isArray(right)) return left !== right;
  if (right.some(isUnknown)) return true;
  const known = new Set(left);
  const wanted = new Set(right);
  return known.size !== wanted.size || right.some((url) => !known.has(url));
}

function setFields(inputs: ConnectedAppInputs): Partial<ConnectedAppFields> {
  const set = FIELD_NAMES.filter((name: FieldName) => inputs[name] !== undefined);
  return Object.fromEntries(set.map((name) => [name, inputs[name]]));
}

function withoutDuplicates<Fields extends Partial<ConnectedAppFields>>(fields: Fields): Fields {
  const unique = { ...fields };
  for (const name of ["redirectUrls", "postLogoutRedirectUrls"] as const) {
    if (unique[name]) unique[name] = [...new Set(unique[name])];
  }
  return unique;
}
