import {
  desiredFields,
  desiredOrganizationFields,
  FIELD_NAMES,
  LOCAL_NAMES,
  ORGANIZATION_DEFAULTS,
  ORGANIZATION_FIELD_NAMES,
  SECRET_NAMES,
  SERVER_DEFAULTS,
} from "pulumi-stytch-connected-apps/lifecycle";
import { type Client, type ClientRef, type Resource, UNKNOWN } from "../client.ts";
import { placeOf } from "./place.ts";
import type { ResourceState } from "./resource-state.ts";
import { readProperties } from "./values.ts";

type Values = Readonly<Record<string, unknown>>;

/** What the fields of a resource are, by the provider. */
interface FieldsOf {
  readonly names: readonly string[];
  readonly defaults: object;
  /** Every field as the server is to hold it. */
  desired(inputs: Values): Values;
}

const FIELDS: Readonly<Record<Resource, FieldsOf>> = {
  ConnectedApp: {
    names: [...FIELD_NAMES, "clientType"],
    defaults: SERVER_DEFAULTS,
    desired: (inputs) => ({ ...desiredFields(inputs), clientType: inputs.clientType }),
  },
  OrganizationConnectedApps: {
    names: [...ORGANIZATION_FIELD_NAMES, "organizationId"],
    defaults: ORGANIZATION_DEFAULTS,
    desired: (inputs) => ({
      ...desiredOrganizationFields(inputs),
      organizationId: inputs.organizationId,
    }),
  },
};

/** The client that a state remembers. */
export function heldClient(state: ResourceState, resource: Resource): Client {
  const inputs = readProperties(state.inputs);
  const outputs = readProperties(state.outputs);
  return {
    ...safeguardsOf(state),
    fields: heldFields(FIELDS[resource], inputs, outputs),
    local: only(LOCAL_NAMES, inputs),
    secrets: only(SECRET_NAMES, outputs),
  };
}

/** A client of which a preview says nothing: it may become anything. */
export function unseenClient(resource: Resource): Client {
  const fields = FIELDS[resource].names.map((name) => [name, UNKNOWN]);
  return {
    fields: Object.fromEntries(fields),
    local: { secretVersion: UNKNOWN },
    secrets: {},
    isProtected: false,
    secretOutputs: [],
  };
}

/** The client that a program asks for, by its checked inputs. */
export function askedClient(state: ResourceState, resource: Resource): Client {
  const inputs = readProperties(state.inputs);
  return {
    ...safeguardsOf(state),
    fields: FIELDS[resource].desired(inputs),
    local: only(LOCAL_NAMES, inputs),
    secrets: {},
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
function heldFields(
  { names, defaults, desired }: FieldsOf,
  inputs: Values,
  outputs: Values,
): Values {
  const forms = outputs.requestedFields ?? undefined;
  const asked = forms === undefined ? {} : isReadable(forms) ? forms : desired(inputs);
  return { ...defaults, ...only(names, outputs), ...only(names, asked) };
}

function isReadable(forms: unknown): forms is Values {
  return (
    typeof forms === "object" && forms !== null && Object.getPrototypeOf(forms) === Object.prototype
  );
}

/** The named ones that are there: the engine writes null for what a preview knows to be absent. */
function only(names: readonly string[], values: Values): Values {
  const there = names.filter((name) => values[name] !== undefined && values[name] !== null);
  return Object.fromEntries(there.map((name) => [name, values[name]]));
}

/** How a report names a resource. */
export function refOf(
  state: Pick<ResourceState, "urn" | "type" | "sourcePosition">,
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

/** Whether the program adopts an existing client. */
export function isAdoption({ inputs }: Pick<ResourceState, "inputs">, resource: Resource): boolean {
  const { adoptClientId = null, adoptByName = null } = inputs;
  return (
    resource === "ConnectedApp" && (adoptClientId !== null || (adoptByName ?? false) !== false)
  );
}
