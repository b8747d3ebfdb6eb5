import type { FoundConnectedApp } from "../connected-app/lookup/lookup.ts";
import { CLIENT_TYPES } from "../stytch/api.ts";
import { resourceNames } from "./resource-names.ts";

/** A client with the name of its resource. */
export interface NamedApp {
  readonly name: string;
  readonly app: FoundConnectedApp;
}

/** Names the clients that a resource can describe, the same in every format, and keeps their order. */
export function nameApps(apps: readonly FoundConnectedApp[]): {
  readonly named: readonly NamedApp[];
  /** Clients of a type that this version does not know. */
  readonly leftOut: readonly FoundConnectedApp[];
} {
  const known = apps.filter(({ clientType }) => isKnownType(clientType));
  const names = resourceNames(known.map(({ clientName }) => clientName));
  return {
    named: known.map((app, index) => ({ name: names[index] ?? "", app })),
    leftOut: apps.filter(({ clientType }) => !isKnownType(clientType)),
  };
}

function isKnownType(clientType: string): boolean {
  return (CLIENT_TYPES as readonly string[]).includes(clientType);
}
