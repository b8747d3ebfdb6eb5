import { ConnectedApp } from "pulumi-stytch-connected-apps";

const app = new ConnectedApp("web", {
  clientType: "first_party",
  redirectUrls: ["https://app.example.com/callback"],
  fullAccessAllowed: true,
  accessTokenExpiryMinutes: 30,
});

export const clientId = app.clientId;
export const clientSecret = app.clientSecret;
