import { ConnectedApp } from "pulumi-stytch-connected-apps";

// A program on the user's machine cannot keep a secret: it is a public client and must use PKCE.
// The redirect has no port, so that the program may listen on any (RFC 8252 section 7.3).
const cli = new ConnectedApp("cli", {
  clientType: "first_party_public",
  clientName: "Example CLI",
  clientDescription: "Signs developers in from their terminal",
  redirectUrls: ["http://127.0.0.1/callback", "http://[::1]/callback"],
  fullAccessAllowed: true,
  accessTokenExpiryMinutes: 15,
});

export const clientId = cli.clientId;
