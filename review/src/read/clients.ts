import {
  desiredFields,
  desiredOrganizationFields,
  FIELD_NAMES,
  LOCAL_NAMES,
  ORGANIZATION_DEFAULTS,
  requestedFields,
  SECRET_NAMES,
} from "pulumi-stytch-connected-apps/lifecycle";
import type { Client, ClientRef, Resource } from "../client.ts";
import { placeOf } from "./place.ts";
import type { ResourceState } from "./resource-state.ts";
import { readProperties } from "./values.ts";

type Values = Readonly<Record<string, unknown>>;

/** The client that a state remembers. */
export function heldClient(state: ResourceState, resource: Resource): Client {
  const inputs = readProperties(state.inputs);
  const outputs = readProperties(state.outputs);
  const base = safeguardsOf(state);
  if (resource === "OrganizationConnectedApps") {
    const fields = { ...ORGANIZATION_DEFAULTS, ...given(outputs) };
    return { ...base, fields, local: {}, secrets: {} };
  }
  return {
    ...base,
    fields: { ...heldFields(inputs, outputs), clientType: outputs.clientType ?? inputs.clientType },
    local: only(LOCAL_NAMES, inputs),
    secrets: only(SECRET_NAMES, outputs),
  };
}

/** The client that a program asks for, by its checked inputs. */
export function askedClient(state: ResourceState, resource: Resource): Client {
  const inputs = readProperties(state.inputs);
  const base = { ...safeguardsOf(state), secrets: {} };
  if (resource === "OrganizationConnectedApps") {
    const fields = { ...desiredOrganizationFields(inputs), organizationId: inputs.organizationId };
    return { ...base, fields, local: {} };
  }
  const fields = desiredFields(inputs);
  return {
    ...base,
    fields: { ...fields, clientType: inputs.clientType },
    local: only(LOCAL_NAMES, inputs),
  };
}

function safeguardsOf(state: ResourceState): Pick<Client, "isProtected" | "secretOutputs"> {
  return {
    isProtected: state.protect === true,
    secretOutputs: state.additionalSecretOutputs ?? [],
  };
}

/**
 * Every field as the program asked for it the last time, or as someone changed it since. Where the
 * server holds another form of it and what was asked for is a secret of the state, the inputs tell.
 */
function heldFields(inputs: Values, outputs: Values): Values {
  const { requestedFields: forms, ...held } = given(outputs);
  if (forms === undefined) return requestedFields(held);
  if (isReadable(forms)) return requestedFields({ ...held, requestedFields: forms });
  const asked: Values = desiredFields(inputs);
  return { ...requestedFields(held), ...only(FIELD_NAMES, asked) };
}

function isReadable(forms: unknown): forms is object {
  return (
    typeof forms === "object" && forms !== null && Object.getPrototypeOf(forms) === Object.prototype
  );
}

/** What is there: the engine writes null for what a preview knows to be absent. */
function given(values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

function only(names: readonly string[], values: Values): Values {
  const there = names.filter((name) => values[name] !== undefined && values[name] !== null);
  return Object.fromEntries(there.map((name) => [name, values[name]]));
}

/** How a report names a resource. */
export function refOf(
  state: ResourceState,
  resource: Resource,
  id: string | undefined,
  projectId: string | undefined,
): ClientRef {
  return {
    urn: state.urn,
    name: state.urn.split("::").slice(3).join("::"),
    type: state.type,
    resource,
    id,
    projectId,
    place: placeOf(state.sourcePosition),
  };
}

/** The project that a state names in clear. */
export function projectOf({ outputs }: Pick<ResourceState, "outputs">): string | undefined {
  return typeof outputs.projectId === "string" ? outputs.projectId : undefined;
}

/** Whether the program takes over a client that exists. */
export function isAdoption({ inputs }: Pick<ResourceState, "inputs">, resource: Resource): boolean {
  const { adoptClientId = null, adoptByName = null } = inputs;
  return (
    resource === "ConnectedApp" && (adoptClientId !== null || (adoptByName ?? false) !== false)
  );
}
