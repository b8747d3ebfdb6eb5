import * as pulumi from "@pulumi/pulumi";
import { ConnectedApp, StytchProvider } from "pulumi-stytch-connected-apps";

const config = new pulumi.Config();
const apiUrl = config.get("apiUrl");

const consumer = new StytchProvider("consumer", {
  projectId: config.require("consumerProjectId"),
  secret: config.requireSecret("consumerSecret"),
  apiUrl,
});
const business = new StytchProvider("business", {
  projectId: config.require("businessProjectId"),
  secret: config.requireSecret("businessSecret"),
  apiUrl,
});

const shop = new ConnectedApp(
  "shop",
  { clientType: "first_party", redirectUrls: ["https://shop.example.com/callback"] },
  { provider: consumer },
);
const admin = new ConnectedApp(
  "admin",
  { clientType: "first_party", redirectUrls: ["https://admin.example.com/callback"] },
  { provider: business },
);

export const shopClientId = shop.clientId;
export const adminClientId = admin.clientId;
