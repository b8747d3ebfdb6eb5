// On a fresh emulator, whose variables of the B2B project are exported, this creates the organization:
//   curl -fsS -u "$STYTCH_PROJECT_ID:$STYTCH_SECRET" -H "content-type: application/json" \
//     "$STYTCH_API_URL/v1/b2b/organizations" -d '{ "organization_name": "Acme",
//     "organization_slug": "acme" }'

import { ConnectedApp, OrganizationConnectedApps } from "pulumi-stytch-connected-apps";

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
