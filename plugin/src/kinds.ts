import {
  connectedAppLifecycle,
  organizationConnectedAppsLifecycle,
  type ProjectConnection,
  type ResourceService,
  resourceService,
} from "../../provider/src/service/index.ts";

type Values = Record<string, unknown>;

/** One kind of resource, with what the plugin adds to what it means. */
export interface Kind {
  readonly service: ResourceService<Values, Values>;
  /** Outputs that are always secrets. */
  readonly secrets: readonly string[];
  /** Outputs that no update changes. */
  readonly stables: readonly string[];
  /** With what a program leaves out and the name of the resource gives, in the types that are checked. */
  withName(inputs: Values, name: string): Values;
  /** Outputs as the state keeps them. */
  stored(id: string, outputs: Values): Values;
  /** Inputs of a resource that is read, so that a program that says the same has no difference. */
  imported(inputs: Values): Values;
}

/** By the type token. */
export function kindsOn(connection: ProjectConnection): Readonly<Record<string, Kind>> {
  return {
    "stytch:index:ConnectedApp": {
      service: erased(resourceService(connectedAppLifecycle, connection)),
      secrets: ["clientSecret", "nextClientSecret"],
      stables: ["clientId", "projectId"],
      withName: (inputs, name) => ({
        ...inputs,
        ...versionsAsText(inputs),
        clientName: inputs.clientName ?? name,
      }),
      stored: (id, outputs) => ({ ...outputs, clientId: id }),
      imported: (inputs) => ({ clientName: "", ...inputs }),
    },
    "stytch:index:OrganizationConnectedApps": {
      service: erased(resourceService(organizationConnectedAppsLifecycle, connection)),
      secrets: [],
      stables: ["resolvedOrganizationId", "projectId"],
      withName: (inputs) => inputs,
      stored: (_id, outputs) => outputs,
      imported: (inputs) => inputs,
    },
  };
}

/** What goes over the wire has the shape that `check` let through and that an operation returned. */
function erased<Inputs, Outputs>(service: ResourceService<Inputs, Outputs>) {
  return service as unknown as ResourceService<Values, Values>;
}

const VERSIONS = ["secretVersion", "nextSecretVersion"] as const;

/** A program in YAML has numbers where its configuration has nothing but digits. */
function versionsAsText(inputs: Values): Values {
  const numbers = VERSIONS.filter((name) => typeof inputs[name] === "number");
  return Object.fromEntries(numbers.map((name) => [name, String(inputs[name])]));
}
