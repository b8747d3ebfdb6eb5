import { ConnectedApp } from "pulumi-stytch-connected-apps";
import { SmokeTest } from "stytch-connected-apps-smoke/pulumi";

const app = new ConnectedApp("web", {
  clientType: "first_party",
  redirectUrls: ["https://app.example.com/callback"],
  fullAccessAllowed: true,
  accessTokenExpiryMinutes: 30,
});

// Signs in as a user that the test creates and deletes, requests a code as the client would, and
// turns the token into a session. Fails this deployment, and every further one, until it passes.
new SmokeTest("web", { app, temporarySubject: true });

export const clientId = app.clientId;
export const clientSecret = app.clientSecret;
