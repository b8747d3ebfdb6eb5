/** Whether a client belongs to somebody else than the project's owner. */
export function isThirdParty(clientType: unknown): boolean {
  return clientType === "third_party" || clientType === "third_party_public";
}

/** Whether a client runs where it cannot keep a secret: a browser, a phone, a terminal. */
export function isPublic(clientType: unknown): boolean {
  return clientType === "first_party_public" || clientType === "third_party_public";
}
