import * as stytch from "pulumi-stytch";

const partner = new stytch.ConnectedApp("partner", {
  clientType: "third_party",
  redirectUrls: ["https://partner.example/oauth/callback"],
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: "https://api.example.com",
  accessTokenTemplateContent: { org: "{{ organization.organization_id }}" },
});

export const { clientId } = partner;
