import type { Change } from "../change.ts";
import type { Resource } from "../client.ts";

/** Which resource of this product a type token means; undefined for any other. */
export type KindOf = (type: string) => Resource | undefined;

/** What a deployment does to the resources of this product. */
export interface Deployment {
  /** Also of those that stay as they are. */
  readonly changes: readonly Change[];
  /** Why the preview failed, so that there may be more changes; empty if it did not. */
  readonly problems: readonly string[];
  /** What could not be looked at, so that a comparison with it is missing; empty if all was there. */
  readonly notes: readonly string[];
}
