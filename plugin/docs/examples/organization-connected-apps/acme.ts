import * as stytch from "pulumi-stytch";

const partner = new stytch.ConnectedApp("partner", {
  clientType: "third_party",
  redirectUrls: ["https://partner.example/oauth/callback"],
});

new stytch.OrganizationConnectedApps("acme", {
  organizationId: "organization-live-00000000-0000-4000-8000-000000000000",
  thirdPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedThirdPartyConnectedApps: [partner.clientId],
});
