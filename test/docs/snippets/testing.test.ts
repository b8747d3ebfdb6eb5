import { type ConnectedApp, evaluate } from "pulumi-stytch-connected-apps-policy/rules";
import { createEmulator } from "stytch-connected-apps-emulator";
import { expect, test } from "vitest";

// What the program passes to new ConnectedApp(…).
const web = {
  clientType: "first_party",
  redirectUrls: ["https://app.example.com/callback"],
  accessTokenExpiryMinutes: 30,
};

const resource = (name: string, properties: Record<string, unknown>): ConnectedApp => ({
  type: "pulumi-nodejs:dynamic/stytch:ConnectedApp",
  name,
  urn: `urn:pulumi:test::shop::pulumi-nodejs:dynamic/stytch:ConnectedApp::${name}`,
  properties,
  environment: "live",
  options: { protect: true, additionalSecretOutputs: ["clientSecret"] },
});

test("no client breaks a mandatory rule", () => {
  const findings = evaluate([resource("web", web)]);
  expect(findings.filter(({ level }) => level === "mandatory")).toEqual([]);
});

test("what the policies refuse stays refused", () => {
  const wild = { ...web, redirectUrls: ["https://*.example.com/callback"] };
  const rules = evaluate([resource("web", wild)]).map(({ rule }) => rule);
  expect(rules).toContain("connected-app-redirect-no-wildcard");
});

test("the emulator accepts the client", async () => {
  const emulator = await createEmulator({ port: 0 });
  try {
    const { url, projectId, secret } = emulator.projects.consumer;
    const response = await fetch(`${url}/v1/connected_apps/clients`, {
      method: "POST",
      headers: {
        authorization: `Basic ${btoa(`${projectId}:${secret}`)}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ client_type: web.clientType, redirect_urls: web.redirectUrls }),
    });
    expect(response.status).toBe(200);
  } finally {
    await emulator.close();
  }
});
