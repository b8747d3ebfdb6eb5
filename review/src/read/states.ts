import { z } from "zod";
import type { Change } from "../change.ts";
import type { Client, ClientRef, Resource } from "../client.ts";
import { heldClient, isAdoption, projectOf, refOf } from "./clients.ts";
import type { Deployment, KindOf } from "./deployment.ts";
import { type ResourceState, resourceSchema } from "./resource-state.ts";
import { readProperties } from "./values.ts";

const deploymentSchema = z.object({ resources: z.array(resourceSchema).nullish() });

const stateSchema = z.union([
  z.object({ deployment: deploymentSchema }).transform(({ deployment }) => deployment),
  // A file of a backend.
  z
    .object({ checkpoint: z.object({ latest: deploymentSchema.nullish() }) })
    .transform(({ checkpoint }) => checkpoint.latest ?? {}),
]);

export type StackState = z.output<typeof stateSchema>;

/** What `pulumi stack export` prints, or a backend keeps; undefined for anything else. */
export function readState(data: unknown): StackState | undefined {
  return stateSchema.safeParse(data).data;
}

interface Found {
  readonly state: ResourceState;
  readonly resource: Resource;
}

/** What happened between two states of a stack. */
export function compareStates(before: StackState, after: StackState, kindOf: KindOf): Deployment {
  const former = clientsIn(before, kindOf);
  const present = clientsIn(after, kindOf);
  const left = new Set(former);
  const changes = present.map((now) => {
    const same = former.find((one) => left.has(one) && isSameThing(one, now));
    const then =
      same ??
      former.find((one) => left.has(one) && one.state.urn === now.state.urn) ??
      former.find((one) => left.has(one) && isSamePlace(one, now));
    if (then !== undefined) left.delete(then);
    return changeBetween(then, now, same !== undefined);
  });
  const gone = former.filter((one) => left.has(one)).map(endOf);
  return { changes: [...changes, ...gone], problems: [], notes: [] };
}

function clientsIn({ resources }: StackState, kindOf: KindOf): Found[] {
  return (resources ?? []).flatMap((state) => {
    const resource = kindOf(state.type);
    const isOwn = state.delete !== true && state.external !== true;
    return resource !== undefined && isOwn ? [{ state, resource }] : [];
  });
}

/** A client, or an organization's setting, of one state. */
export interface StateClient {
  readonly client: ClientRef;
  readonly held: Client;
  /** What the server held when the state was written, by output; secret ones hidden. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export function stateClients(state: StackState, kindOf: KindOf): StateClient[] {
  return clientsIn(state, kindOf).map(({ state: one, resource }) => ({
    client: refOf(one, resource, idOf({ state: one }), projectOf(one)),
    held: heldClient(one, resource),
    outputs: readProperties(one.outputs),
  }));
}

/** By the id, which stays when the resource gets another name or another door. */
function isSameThing(one: Found, other: Found): boolean {
  return (
    one.resource === other.resource && Boolean(one.state.id) && one.state.id === other.state.id
  );
}

/** By the name in the stack, which stays when a client is replaced, at another door too. */
function isSamePlace(one: Found, other: Found): boolean {
  const placeOf = ({ state, resource }: Found) => {
    const [stack, project, , ...name] = state.urn.split("::");
    return [stack, project, resource, ...name].join("::");
  };
  return placeOf(one) === placeOf(other);
}

function changeBetween(then: Found | undefined, now: Found, isSame: boolean): Change {
  const after = heldClient(now.state, now.resource);
  const client = refOf(now.state, now.resource, idOf(then ?? now), projectOf(now.state));
  if (then === undefined) {
    return { client, kind: kindOfNew(now), before: undefined, after };
  }
  const before = heldClient(then.state, then.resource);
  return { client, kind: isSame ? "update" : "replace", before, after };
}

function kindOfNew({ state, resource }: Found): Change["kind"] {
  if (state.importID) return "import";
  return isAdoption(state, resource) ? "adopt" : "create";
}

function endOf({ state, resource }: Found): Change {
  return {
    client: refOf(state, resource, idOf({ state }), projectOf(state)),
    kind: state.retainOnDelete === true ? "forget" : "delete",
    before: heldClient(state, resource),
    after: undefined,
  };
}

function idOf({ state }: Pick<Found, "state">): string | undefined {
  return state.id || undefined;
}
