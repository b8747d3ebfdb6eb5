/** A third-party client that breaks no rule; tests change one thing. */
export function thirdParty(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    clientType: "third_party",
    clientName: "partner",
    redirectUrls: ["https://partner.example/callback"],
    fullAccessAllowed: false,
    bypassConsentForOfflineAccess: false,
    ...change,
  };
}
