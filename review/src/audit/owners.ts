import type { ListedConnectedApp } from "pulumi-stytch-connected-apps/reading";
import { shown } from "pulumi-stytch-connected-apps-policy/analysis";
import type { StateClient } from "../read/index.ts";

/** What the stacks of one project hold. */
export interface Owners {
  readonly clients: readonly StateClient[];
  readonly organizations: readonly StateClient[];
  /** The resources that hold a client: usually one, or none. */
  of(clientId: string): readonly StateClient[];
}

/** Resources of other projects are left out; one that does not say its project counts. */
export function ownersIn(states: readonly StateClient[], projectId: string): Owners {
  const own = states.filter(({ client }) => (client.projectId ?? projectId) === projectId);
  const clients = own.filter(
    ({ client }) => client.resource === "ConnectedApp" && client.id !== undefined,
  );
  const byId = Map.groupBy(clients, ({ client }) => client.id);
  return {
    clients,
    organizations: own.filter(({ client }) => client.resource === "OrganizationConnectedApps"),
    of: (clientId) => byId.get(clientId) ?? [],
  };
}

/** `"web" of the stack prod of shop`. */
export function stackText({ client }: StateClient): string {
  const [, stack = "", program = ""] = /^urn:pulumi:([^:]*)::([^:]*)::/.exec(client.urn) ?? [];
  return `${shown(client.name)} of the stack ${shown(`${program}/${stack}`)}`;
}

/** Where a client comes from that no stack holds, so far as Stytch tells. */
export function ownerText({ creationMethod, metadataUrl }: ListedConnectedApp): {
  readonly text: string;
  /** Whether it registered itself. */
  readonly isOwnDoing: boolean;
} {
  if (metadataUrl !== "") {
    return { text: `described by the document ${shown(metadataUrl)}`, isOwnDoing: true };
  }
  const isOwnDoing = /^dcr$|dynamic/i.test(creationMethod);
  if (isOwnDoing) return { text: "dynamic registration", isOwnDoing };
  const said = creationMethod === "" ? "" : ` (${shown(creationMethod)} says Stytch)`;
  return { text: `the dashboard, a script or a stack that was not given${said}`, isOwnDoing };
}
