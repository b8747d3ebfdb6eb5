// What version 0.1.0 recorded: each type with the least and with every field.
const { ConnectedApp } = require("pulumi-stytch-connected-apps");

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
  const app = new ConnectedApp(`${clientType}-full`, {
    clientType,
    clientName: renamed,
    clientDescription: "Has it all",
    redirectUrls,
    postLogoutRedirectUrls: ["https://app.example.com/bye"],
    ...(clientType.startsWith("first_party") ? firstParty : {}),
    accessTokenExpiryMinutes: 15,
    accessTokenCustomAudience: "https://api.example.com",
    accessTokenTemplateContent: { organization: "{{ organization.organization_id }}" },
    idTokenTemplateContent: { tier: "gold" },
    logoUrl: "https://app.example.com/logo.png",
  });
  exports[clientType] = app.clientSecret;
}
