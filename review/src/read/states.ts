import { z } from "zod";
import type { AddressChange, Change } from "../change.ts";
import type { Client, ClientRef, Resource } from "../client.ts";
import { addressChange } from "./addresses.ts";
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
  const then = paired(former, present);
  const stayed = new Set(then.values());
  return {
    changes: [
      ...present.map((now) => changeBetween(then.get(now), now)),
      ...former.filter((one) => !stayed.has(one)).map(endOf),
    ],
    addresses: addressesOf(before, after),
    problems: [],
    notes: [],
  };
}

function addressesOf(before: StackState, after: StackState): AddressChange[] {
  const former = new Map((before.resources ?? []).map((state) => [state.urn, state]));
  return (after.resources ?? []).flatMap(
    (state) => addressChange(state.urn, former.get(state.urn), state) ?? [],
  );
}

/** By what a resource of one state is found in the other, the surest first. */
const KEYS: readonly ((found: Found) => string | undefined)[] = [
  thingOf,
  ({ state }) => state.urn,
  placeOf,
];

/** What each present resource was. The ids of all are looked at before any name: another may have it now. */
function paired(former: readonly Found[], present: readonly Found[]): Map<Found, Found> {
  const then = new Map<Found, Found>();
  const left = new Set(former);
  for (const keyOf of KEYS) {
    const byKey = Map.groupBy(left, keyOf);
    for (const now of present) {
      const key = keyOf(now);
      if (key === undefined || then.has(now)) continue;
      const found = byKey.get(key)?.shift();
      if (found === undefined) continue;
      then.set(now, found);
      left.delete(found);
    }
  }
  return then;
}

function clientsIn({ resources }: StackState, kindOf: KindOf): Found[] {
  return (resources ?? []).flatMap((state) => {
    const resource = kindOf(state);
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

/** The id, which stays when the resource gets another name or another door. */
function thingOf({ state, resource }: Found): string | undefined {
  return state.id ? `${resource} ${state.id}` : undefined;
}

/** The name in the stack, which stays when a client is replaced, at another door too. */
function placeOf({ state, resource }: Found): string {
  const [stack, project, , ...name] = state.urn.split("::");
  return [stack, project, resource, ...name].join("::");
}

function changeBetween(then: Found | undefined, now: Found): Change {
  const after = heldClient(now.state, now.resource);
  const client = refOf(now.state, now.resource, idOf(then ?? now), projectOf(now.state));
  if (then === undefined) {
    return { client, kind: kindOfNew(now), before: undefined, after };
  }
  const before = heldClient(then.state, then.resource);
  const thing = thingOf(now);
  const isSame = thing !== undefined && thing === thingOf(then);
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
