import type { State, StateResource } from "./pulumi-cli.ts";
import { keyOf } from "./report.ts";
import { shardOf, stackName } from "./shards.ts";

/** The clients that leave a stack when there are `stacks` of them, by the stack that they go to. */
export function moves(
  from: string,
  state: State,
  stacks: number,
): ReadonlyMap<string, readonly StateResource[]> {
  const clients = state.resources.filter(({ type }) => type.endsWith(":ConnectedApp"));
  const byTarget = Map.groupBy(clients, ({ urn }) => stackName(shardOf(keyOf(urn), stacks)));
  byTarget.delete(from);
  return byTarget;
}
