// On an emulator, after stack init, this configures its two projects, whose address is in one variable:
//   set_config() { npm run pulumi -- --cwd examples/two-projects config set "$@"; }
//   set_config apiUrl "$STYTCH_API_URL"
//   set_config consumerProjectId project-test-00000000-0000-4000-8000-00000000c001
//   set_config consumerSecret --secret secret-test-emulator-consumer
//   set_config businessProjectId project-test-00000000-0000-4000-8000-00000000b2b1
//   set_config businessSecret --secret secret-test-emulator-b2b

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
