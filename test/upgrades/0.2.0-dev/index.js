// What version 0.2.0-dev recorded: as 0.1.0, with rotations, a client taken over, and an organization.
const { ConnectedApp, OrganizationConnectedApps } = require("pulumi-stytch-connected-apps");

const renamed = process.env.UPGRADE_CHANGE ? "Renamed" : "Every field";
const redirectUrls = ["https://app.example.com/callback", "http://localhost:3000/callback"];

for (const clientType of [
  "first_party",
  "first_party_public",
  "third_party",
  "third_party_public",
]) {
  new ConnectedApp(`${clientType}-basic`, { clientType, redirectUrls });
  const firstParty = { fullAccessAllowed: true, bypassConsentForOfflineAccess: true };
  const rotation = { secretVersion: "2026", nextSecretVersion: "2027" };
  const app = new ConnectedApp(`${clientType}-full`, {
    clientType,
    clientName: renamed,
    clientDescription: "Has it all",
    redirectUrls,
    postLogoutRedirectUrls: ["https://app.example.com/bye"],
    ...(clientType.startsWith("first_party") ? firstParty : {}),
    ...(clientType.endsWith("_public") ? {} : rotation),
    accessTokenExpiryMinutes: 15,
    accessTokenCustomAudience: "https://api.example.com",
    accessTokenTemplateContent: { organization: "{{ organization.organization_id }}" },
    idTokenTemplateContent: { tier: "gold" },
    logoUrl: "https://app.example.com/logo.png",
    allowDestructive: "connected-app-test-named-by-nobody",
  });
  exports[clientType] = app.clientSecret;
}

const adopted = new ConnectedApp("adopted", {
  clientType: "first_party",
  clientName: "Made by hand",
  adoptByName: true,
});

new OrganizationConnectedApps("acme", {
  organizationId: "acme",
  firstPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedFirstPartyConnectedApps: [adopted.clientId],
  thirdPartyConnectedAppsAllowedType: process.env.UPGRADE_CHANGE ? "ALL_ALLOWED" : "NOT_ALLOWED",
});
