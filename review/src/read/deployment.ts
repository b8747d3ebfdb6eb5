import type { AddressChange, Change } from "../change.ts";
import type { Resource } from "../client.ts";
import type { ResourceState } from "./resource-state.ts";

/** Which resource of this product a resource is; undefined for any other. */
export type KindOf = (
  state: Pick<ResourceState, "type" | "aliases" | "inputs">,
) => Resource | undefined;

/** What a deployment does to the resources of this product. */
export interface Deployment {
  /** Also of those that stay as they are. */
  readonly changes: readonly Change[];
  /** Of providers, also where they stay the same. Default: none. */
  readonly addresses?: readonly AddressChange[];
  /** Why the preview failed, so that there may be more changes; empty if it did not. */
  readonly problems: readonly string[];
  /** What could not be looked at, so that a comparison with it is missing; empty if all was there. */
  readonly notes: readonly string[];
}
