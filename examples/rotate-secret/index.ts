import { ConnectedApp } from "pulumi-stytch-connected-apps";

// Two commits give this client a new secret: 1-start.diff, then, once everything that signs in with
// the client uses the new one, 2-complete.diff.
const app = new ConnectedApp("web", {
  clientType: "first_party",
  redirectUrls: ["https://app.example.com/callback"],
  fullAccessAllowed: true,
  accessTokenExpiryMinutes: 30,
  secretVersion: "2026-05",
});

// Objects with a client id: stytch-smoke --all tests each of them.
export const current = { clientId: app.clientId, clientSecret: app.clientSecret };
