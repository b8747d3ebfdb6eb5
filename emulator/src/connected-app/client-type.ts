export const CLIENT_TYPES = [
  "first_party",
  "first_party_public",
  "third_party",
  "third_party_public",
] as const;

export type ClientType = (typeof CLIENT_TYPES)[number];

/** Public clients have no secret and must use PKCE. */
export function isPublic(clientType: ClientType): boolean {
  return clientType === "first_party_public" || clientType === "third_party_public";
}

export function isThirdParty(clientType: ClientType): boolean {
  return clientType === "third_party" || clientType === "third_party_public";
}
