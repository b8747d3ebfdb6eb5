import type { Client, ClientRef } from "./client.ts";

/**
 * What happens to a resource. `replace` ends the client and makes another; `adopt` adopts one that
 * exists, by a program's `adopt…` input, and `import` by the engine; `forget` leaves it at Stytch, but in
 * no state; `update` and `same` keep it, with another content or, as far as the engine looks, with none.
 */
export type ChangeKind =
  | "create"
  | "adopt"
  | "import"
  | "update"
  | "replace"
  | "delete"
  | "forget"
  | "same";

/** What a deployment does to one resource of this product. */
export interface Change {
  readonly client: ClientRef;
  readonly kind: ChangeKind;
  /** Undefined where there was none, or where nothing tells what it was, as of an adopted client. */
  readonly before: Client | undefined;
  /** Undefined where there will be none. */
  readonly after: Client | undefined;
}

/** Where the calls of a provider go, by the address that is given; undefined where Stytch's own is meant. */
export interface AddressChange {
  /** Names the provider, or the key of the stack's configuration. */
  readonly client: ClientRef;
  readonly before: unknown;
  readonly after: unknown;
}
