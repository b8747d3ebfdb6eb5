import { ConnectedApp, OrganizationConnectedApps } from "pulumi-stytch-connected-apps";

// Needs a B2B project with an organization whose slug is "acme".
const partner = new ConnectedApp("partner", {
  clientType: "third_party",
  clientName: "Example Partner",
  redirectUrls: ["https://partner.example/oauth/callback"],
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: "https://api.example.com",
});

// Members of Acme may use your own apps and this partner's; all other settings of Acme stay as
// they are.
const access = new OrganizationConnectedApps("acme", {
  organizationId: "acme",
  thirdPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedThirdPartyConnectedApps: [partner.clientId],
});

export const clientId = partner.clientId;
export const clientSecret = partner.clientSecret;
export const organizationId = access.resolvedOrganizationId;
