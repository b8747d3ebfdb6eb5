import * as pulumi from "@pulumi/pulumi";
import { ConnectedApp } from "../../../../provider/src/program/resources/connected-app.ts";
import { OrganizationConnectedApps } from "../../../../provider/src/program/resources/organization-connected-apps.ts";
import { mockEngine } from "./_mocks.ts";

export const SECRET = "canary-of-a-client-secret";

export async function makeApp(): Promise<ConnectedApp> {
  await mockEngine({
    projectId: "project-test-1",
    status: "active",
    clientSecret: pulumi.secret(SECRET),
  });
  return new ConnectedApp("web", { clientType: "first_party" });
}

export async function makeAccess(): Promise<OrganizationConnectedApps> {
  await mockEngine({ projectId: "project-test-1", allowedFirstPartyConnectedApps: [] });
  return new OrganizationConnectedApps("acme", { organizationId: "acme" });
}
