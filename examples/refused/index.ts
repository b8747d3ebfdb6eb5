import { output } from "@pulumi/pulumi";
import { type ClientType, ConnectedApp } from "pulumi-stytch-connected-apps";

// The compiler would refuse the two together, so the type comes from a value at run time.
new ConnectedApp("partner", {
  clientType: output<ClientType>("third_party"),
  redirectUrls: ["https://partner.example/oauth/callback"],
  fullAccessAllowed: true,
});
