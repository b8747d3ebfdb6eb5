import { ConnectedApp } from "pulumi-stytch-connected-apps";

const web = new ConnectedApp("web", {
  clientType: "first_party",
  redirectUrls: ["https://app.example.com/callback"],
  accessTokenExpiryMinutes: 30,
});

const cli = new ConnectedApp("cli", {
  clientType: "first_party_public",
  clientDescription: "Runs on the user's machine, where no secret is safe",
  redirectUrls: ["http://127.0.0.1/callback"],
  accessTokenExpiryMinutes: 15,
});

// The smoke test finds the clients even without outputs; an output that is a client names it in the report.
export const webApp = { clientId: web.clientId, clientSecret: web.clientSecret };
export const cliApp = { clientId: cli.clientId, clientType: cli.clientType };
