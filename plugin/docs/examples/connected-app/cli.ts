import * as stytch from "pulumi-stytch";

const cli = new stytch.ConnectedApp("cli", {
  clientType: "first_party_public",
  redirectUrls: ["http://127.0.0.1/callback"],
  fullAccessAllowed: true,
});

export const { clientId } = cli;
