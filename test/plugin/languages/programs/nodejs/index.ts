import * as pulumi from "@pulumi/pulumi";
import * as stytch from "pulumi-stytch";

const config = new pulumi.Config();

const web = new stytch.ConnectedApp("web", {
  clientType: stytch.ClientType.FirstParty,
  redirectUrls: ["https://app.example.com/callback", "https://app.example.com/second"],
  accessTokenTemplateContent: { plan: "{{ user.trusted_metadata.plan }}" },
  secretVersion: config.get("secretVersion"),
  nextSecretVersion: config.get("nextSecretVersion"),
});

const partner = new stytch.ConnectedApp("partner", {
  clientType: "third_party",
  clientName: "Partner",
  redirectUrls: ["https://partner.example/callback"],
});

export const clientId = web.clientId;
export const clientSecret = web.clientSecret;
export const nextClientSecret = web.nextClientSecret;
export const partnerName = stytch.getConnectedAppOutput({ clientId: partner.clientId }).clientName;
