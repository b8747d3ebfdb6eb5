/** Whether a client belongs to somebody else than the project's owner. */
export function isThirdParty(clientType: unknown): boolean {
  return clientType === "third_party" || clientType === "third_party_public";
}
