import { differs } from "../lifecycle/compare.ts";
import { only } from "../lifecycle/forms.ts";
import type { DiffOutcome, IsUnknown } from "../lifecycle/lifecycle.ts";
import type { ConnectedAppFields } from "../stytch/api.ts";
import {
  FIELD_NAMES,
  FIRST_PARTY_FIELDS,
  type FieldName,
  LIST_FIELDS,
  SERVER_DEFAULTS,
} from "../stytch/connected-app-fields.ts";
import { alignedUrls } from "./forms.ts";
import { type ConnectedAppInputs, type ConnectedAppOutputs, isThirdParty } from "./model.ts";
import { diffSecrets, namesVersion } from "./rotation/diff.ts";

/** Every mutable field as the server is to hold it: the inputs, and defaults for the rest. */
export function desiredFields(inputs: Partial<ConnectedAppFields>): ConnectedAppFields {
  return { ...SERVER_DEFAULTS, ...setFields(inputs) };
}

/** What an update starts from: the client as the server holds it, and the fields to be changed. */
export interface UpdateBase {
  readonly held: ConnectedAppFields;
  readonly changed: readonly FieldName[];
}

/**
 * What an update sends: all fields, so that it is right whether the API merges or replaces. The
 * first-party flags are left out for third-party clients, which can only hold `false` there.
 *
 * @param base by default every field is changed.
 */
export function updateBody(
  inputs: ConnectedAppInputs,
  base?: UpdateBase,
): Partial<ConnectedAppFields> {
  const fields: Partial<ConnectedAppFields> = withoutDuplicates({
    ...desiredFields(inputs),
    ...(base && fieldsExcept(base.changed, base.held)),
  });
  if (isThirdParty(inputs.clientType)) for (const name of FIRST_PARTY_FIELDS) delete fields[name];
  return fields;
}

/** The other fields. One that an older state lacks has the server's default. */
export function fieldsExcept(
  names: readonly FieldName[],
  fields: ConnectedAppFields,
): Partial<ConnectedAppFields> {
  const others = FIELD_NAMES.filter((name) => !names.includes(name));
  return Object.fromEntries(others.map((name) => [name, fields[name] ?? SERVER_DEFAULTS[name]]));
}

/** Names of the given fields that the server holds otherwise. */
export function fieldNamesThatDiffer(
  fields: Partial<ConnectedAppFields>,
  held: ConnectedAppFields,
): FieldName[] {
  const names = FIELD_NAMES.filter((name) => fields[name] !== undefined);
  return names.filter((name) => differs(fields[name], held[name], () => false));
}

/** Fields whose defaults a server may choose otherwise: none of them can be empty. */
const NEVER_EMPTY = FIELD_NAMES.filter(
  (name) => typeof SERVER_DEFAULTS[name] === "boolean" || typeof SERVER_DEFAULTS[name] === "number",
);

/**
 * What a create sends: the fields that were set, and the defaults that are more than an empty value, so
 * that the client has them whatever the server would choose.
 */
export function createBody(inputs: ConnectedAppInputs) {
  const fields: Partial<ConnectedAppFields> = withoutDuplicates({
    ...only(NEVER_EMPTY, SERVER_DEFAULTS),
    ...setFields(inputs),
  });
  if (isThirdParty(inputs.clientType)) for (const name of FIRST_PARTY_FIELDS) delete fields[name];
  return { clientType: inputs.clientType, ...fields };
}

/**
 * Only `clientType` replaces; URL lists are sets; an unknown value may differ.
 *
 * @throws RotationError where the secret versions ask for what cannot be done.
 */
export function diffConnectedApp(
  outputs: ConnectedAppOutputs,
  inputs: ConnectedAppInputs,
  isUnknown: IsUnknown,
): DiffOutcome {
  const fields = differentFields(outputs, inputs, isUnknown);
  if (differs(outputs.clientType, inputs.clientType, isUnknown)) {
    return { changes: ["clientType", ...fields], replaces: ["clientType"] };
  }
  const { changes, note, rotation } = diffSecrets(outputs, inputs, isUnknown);
  const isTold = note === undefined || namesVersion(inputs);
  const local = differs(outputs.allowDestructive, inputs.allowDestructive, isUnknown)
    ? ["allowDestructive"]
    : [];
  return {
    changes: [...fields, ...changes, ...local],
    replaces: [],
    ...(note !== undefined && { [rotation === "cut" ? "warnings" : "notes"]: [note] }),
    // Programs that name a version tell it at the resource.
    ...(!isTold && {
      notesWithName: [
        `${JSON.stringify(outputs.clientName)}: ${note} pulumi stack --show-ids shows its resource.`,
      ],
    }),
  };
}

/**
 * Names of the fields that the program asks for otherwise than the last time. What the server made of
 * them then is no difference: it is for a refresh to see whether it changed since.
 *
 * @param outputs a client as it stands; without `requestedFields` as the server holds it.
 */
export function differentFields(
  outputs: ConnectedAppFields & Pick<ConnectedAppOutputs, "requestedFields">,
  inputs: ConnectedAppInputs,
  isUnknown: IsUnknown = () => false,
): FieldName[] {
  const desired = desiredFields(inputs);
  const requested = { ...SERVER_DEFAULTS, ...outputs, ...outputs.requestedFields };
  return FIELD_NAMES.filter((name) => differs(requested[name], desired[name], isUnknown));
}

/** The inputs that are kept among the outputs, since a delete and a refresh see nothing else. */
export function localOutputs({
  allowDestructive,
}: Pick<ConnectedAppInputs, "allowDestructive">): Pick<ConnectedAppOutputs, "allowDestructive"> {
  return allowDestructive === undefined ? {} : { allowDestructive };
}

/**
 * The smallest inputs that describe what the server holds, as the author wrote them where that is still
 * so, and in the author's order where it can be.
 *
 * @param former what the program had asked for, and the server held then.
 */
export function inputsFrom(
  outputs: ConnectedAppOutputs,
  former: Partial<ConnectedAppFields> = {},
): Record<string, unknown> {
  const fields = { ...outputs, ...outputs.requestedFields };
  for (const name of LIST_FIELDS) {
    if (former[name]) fields[name] = alignedUrls(fields[name], former[name]);
  }
  const set = FIELD_NAMES.filter((name) =>
    differs(fields[name], SERVER_DEFAULTS[name], () => false),
  ).map((name) => [name, fields[name]]);
  const local = (["secretVersion", "nextSecretVersion", "allowDestructive"] as const)
    .filter((name) => outputs[name] !== undefined)
    .map((name) => [name, outputs[name]]);
  return { clientType: outputs.clientType, ...Object.fromEntries([...set, ...local]) };
}

function setFields(inputs: Partial<ConnectedAppFields>): Partial<ConnectedAppFields> {
  const set = FIELD_NAMES.filter((name: FieldName) => inputs[name] !== undefined);
  return Object.fromEntries(set.map((name) => [name, inputs[name]]));
}

function withoutDuplicates<Fields extends Partial<ConnectedAppFields>>(fields: Fields): Fields {
  const unique = { ...fields };
  for (const name of LIST_FIELDS) {
    if (unique[name]) unique[name] = [...new Set(unique[name])];
  }
  return unique;
}
