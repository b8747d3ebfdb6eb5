import { ConnectedApp } from "pulumi-stytch-connected-apps";

// The pack in the folder "pack" wants an owner at the end of every description.
const web = new ConnectedApp("web", {
  clientType: "first_party",
  clientDescription: "The shop's web application. Owner: shop",
  redirectUrls: ["https://app.example.com/callback"],
  accessTokenExpiryMinutes: 30,
});

export const clientId = web.clientId;
export const clientSecret = web.clientSecret;
