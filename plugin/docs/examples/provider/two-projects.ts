import * as pulumi from "@pulumi/pulumi";
import * as stytch from "pulumi-stytch";

const config = new pulumi.Config();
const partners = new stytch.Provider("partners", {
  projectId: config.require("partnersProjectId"),
  secret: config.requireSecret("partnersSecret"),
});

new stytch.ConnectedApp("own", { clientType: "first_party" });
new stytch.ConnectedApp("partner", { clientType: "third_party" }, { provider: partners });
