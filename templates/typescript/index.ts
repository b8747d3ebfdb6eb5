import { ConnectedApp } from "pulumi-stytch-connected-apps";

const web = new ConnectedApp("web", {
  clientType: "first_party",
  // policy-config.json lists the domains that redirects may go to.
  redirectUrls: ["https://app.example.com/callback"],
  accessTokenExpiryMinutes: 30,
});

export const clientId = web.clientId;
export const clientSecret = web.clientSecret;
