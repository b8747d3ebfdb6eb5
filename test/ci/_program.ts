/** A program whose client takes the names of its secrets from the configuration of the stack. */
export const PROGRAM = `import * as pulumi from "@pulumi/pulumi";
import { ConnectedApp } from "pulumi-stytch-connected-apps";

const config = new pulumi.Config();
const app = new ConnectedApp("web", {
  clientType: "first_party",
  clientName: "Web",
  redirectUrls: ["https://app.example.com/callback"],
  accessTokenExpiryMinutes: 30,
  secretVersion: config.get("secretVersion"),
  nextSecretVersion: config.get("nextSecretVersion"),
});
export const web = { clientId: app.clientId, clientSecret: app.clientSecret };
`;
