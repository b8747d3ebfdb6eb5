import { ifKnown } from "./known.ts";
import { type ConnectedApp, shown } from "./rule.ts";

/** Every type of client that there is. */
export const CLIENT_TYPES = [
  "first_party",
  "first_party_public",
  "third_party",
  "third_party_public",
] as const;

/** The type of a client, whatever it is; undefined as long as it is not known. */
export function knownType({
  properties,
}: Pick<ConnectedApp, "properties">): { readonly clientType: unknown } | undefined {
  return ifKnown(() => ({ clientType: properties.clientType }));
}

/**
 * What is true of a client by its type. As long as that is not known: what is true of every type,
 * and if there is no such thing, reading it throws.
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

/** Whether a client belongs to someone else than the project's owner. */
export function isThirdParty(clientType: unknown): boolean {
  return clientType === "third_party" || clientType === "third_party_public";
}

/** Whether a client runs where it cannot keep a secret: a browser, a phone, a terminal. */
export function isPublic(clientType: unknown): boolean {
  return clientType === "first_party_public" || clientType === "third_party_public";
}
