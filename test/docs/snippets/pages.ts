import * as pulumi from "@pulumi/pulumi";
import {
  ConnectedApp,
  type ConnectedAppArgs,
  getConnectedAppOutput,
  OrganizationConnectedApps,
  StytchProvider,
} from "pulumi-stytch-connected-apps";
import { createEmulator } from "stytch-connected-apps-emulator";
import { SmokeTest } from "stytch-connected-apps-smoke/pulumi";

// Parts of programs that pages show, so that the compiler reads them; no one runs them.

export function adopt() {
  new ConnectedApp("web", {
    clientType: "first_party",
    clientName: "Example Web",
    redirectUrls: ["https://app.example.com/callback"],
    adoptClientId: "connected-app-live-…",
  });
}

export function rotate(args: ConnectedAppArgs) {
  new ConnectedApp("web", { ...args, nextSecretVersion: "2" }); // first: two secrets are valid
  new ConnectedApp("web", { ...args, secretVersion: "2" }); // later: the new one alone
}

export function organization(partner: ConnectedApp) {
  new OrganizationConnectedApps("acme", {
    organizationId: "organization-live-…",
    thirdPartyConnectedAppsAllowedType: "RESTRICTED",
    allowedThirdPartyConnectedApps: [partner.clientId],
  });
}

export function severalProjects() {
  const config = new pulumi.Config();
  const partners = new StytchProvider("partners", {
    projectId: config.require("partnersProjectId"),
    secret: config.requireSecret("partnersSecret"),
  });
  new ConnectedApp("partner", { clientType: "third_party" }, { provider: partners });
}

export function gate(web: ConnectedApp) {
  new SmokeTest("web", { app: web, temporarySubject: true });
}

const web = getConnectedAppOutput({ clientName: "Example Web" });
export const webClientId = web.clientId;

export async function emulate() {
  const emulator = await createEmulator({ port: 0 });
  const { url, projectId, secret } = emulator.projects.consumer;
  return { url, projectId, secret };
}
