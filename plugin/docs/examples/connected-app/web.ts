import * as stytch from "pulumi-stytch";

const web = new stytch.ConnectedApp("web", {
  clientType: "first_party",
  redirectUrls: ["https://app.example.com/callback"],
});

export const { clientId, clientSecret } = web;
