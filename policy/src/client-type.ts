import { ifKnown } from "./known.ts";
import { type ConnectedApp, shown } from "./rule.ts";

/** All types of clients. */
export const CLIENT_TYPES = [
  "first_party",
  "first_party_public",
  "third_party",
  "third_party_public",
] as const;

export function isClientType(value: unknown): boolean {
  return CLIENT_TYPES.some((type) => type === value);
}

/** The type of a client, any value; undefined while it is not known. */
export function knownType({
  properties,
}: Pick<ConnectedApp, "properties">): { readonly clientType: unknown } | undefined {
  return ifKnown(() => ({ clientType: properties.clientType }));
}

/**
 * What is true of a client by its type. While the type is not known: what is true of every type, and
 * if types differ, reading the type throws.
 */
export function byType<Value>(
  { properties }: Pick<ConnectedApp, "properties">,
  judge: (clientType: unknown) => Value,
): Value {
  const known = knownType({ properties });
  if (known !== undefined) return judge(known.clientType);
  const [verdict, ...others] = new Set(CLIENT_TYPES.map(judge));
  return verdict !== undefined && others.length === 0 ? verdict : judge(properties.clientType);
}

/** The type of a client in a message. */
export function shownType(app: Pick<ConnectedApp, "properties">): string {
  const known = knownType(app);
  return known === undefined ? "any type" : `type ${shown(known.clientType)}`;
}

/** Whether a client belongs to someone other than the project's owner. */
export function isThirdParty(clientType: unknown): boolean {
  return clientType === "third_party" || clientType === "third_party_public";
}

/** Whether a client runs where it cannot keep a secret: a browser, a phone, a terminal. */
export function isPublic(clientType: unknown): boolean {
  return clientType === "first_party_public" || clientType === "third_party_public";
}
