import { ConnectedApp } from "pulumi-stytch-connected-apps";
import { smokeTestHook } from "stytch-connected-apps-smoke/pulumi";

// Signs in as a user that the test makes and deletes, asks for a code as the client would, and
// turns the token into a session. A check that fails fails the deployment, and names itself.
const smoke = smokeTestHook("smoke", { temporarySubject: true });

const app = new ConnectedApp(
  "web",
  {
    clientType: "first_party",
    redirectUrls: ["https://app.example.com/callback"],
    fullAccessAllowed: true,
    accessTokenExpiryMinutes: 30,
  },
  { hooks: { afterCreate: [smoke], afterUpdate: [smoke] } },
);

export const clientId = app.clientId;
export const clientSecret = app.clientSecret;
