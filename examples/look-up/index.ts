// On a fresh emulator, whose variables are exported, this creates the client to look up:
//   curl -fsS -u "$STYTCH_PROJECT_ID:$STYTCH_SECRET" -H "content-type: application/json" \
//     "$STYTCH_API_URL/v1/connected_apps/clients" -d '{ "client_type": "first_party",
//     "client_name": "Example Web", "access_token_expiry_minutes": 15 }'

import * as pulumi from "@pulumi/pulumi";
import { ConnectedApp, getConnectedAppOutput } from "pulumi-stytch-connected-apps";

// Another stack, or someone in the dashboard, created the web application: this program only
// reads it, at every run, and creates the command line tool next to it.
const web = getConnectedAppOutput({ clientName: "Example Web" });

const cli = new ConnectedApp("cli", {
  clientType: "first_party_public",
  clientName: "Example CLI",
  clientDescription: pulumi.interpolate`Command line tool of ${web.clientId}`,
  redirectUrls: ["http://127.0.0.1/callback"],
  accessTokenExpiryMinutes: web.accessTokenExpiryMinutes,
});

export const webClientId = web.clientId;
export const clientId = cli.clientId;
