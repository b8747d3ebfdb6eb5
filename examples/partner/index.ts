import { ConnectedApp } from "pulumi-stytch-connected-apps";

// Someone else's application: users are asked for consent, and it can never get full access.
// The claims name the organization of the user, so the project is a B2B project.
const partner = new ConnectedApp("partner", {
  clientType: "third_party",
  clientName: "Example Partner",
  redirectUrls: ["https://partner.example/oauth/callback"],
  postLogoutRedirectUrls: ["https://partner.example/goodbye"],
  logoUrl: "https://partner.example/logo.png",
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: "https://api.example.com",
  accessTokenTemplateContent: {
    "https://example.com/organization": "{{ organization.organization_id }}",
    "https://example.com/plan": "{{ organization.trusted_metadata.plan }}",
  },
});

export const clientId = partner.clientId;
export const clientSecret = partner.clientSecret;
