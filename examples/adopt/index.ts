// On a fresh emulator, whose variables are exported, this creates the client to adopt:
//   curl -fsS -u "$STYTCH_PROJECT_ID:$STYTCH_SECRET" -H "content-type: application/json" \
//     "$STYTCH_API_URL/v1/connected_apps/clients" -d '{ "client_type": "first_party",
//     "client_name": "Example Web", "redirect_urls": ["https://old.example.com/callback"] }'

import { ConnectedApp } from "pulumi-stytch-connected-apps";

// Someone created this client in the dashboard: the first `pulumi up` adopts it, sets what differs
// here, and says what that was. Its secret stays valid and unknown, until a rotation creates another one.
// If several clients have the name, set adoptClientId to the id of one instead.
const web = new ConnectedApp(
  "web",
  {
    clientType: "first_party",
    clientName: "Example Web",
    redirectUrls: ["https://app.example.com/callback"],
    adoptByName: true,
  },
  // Removing it from here, or destroying the stack, only removes it from the state.
  { retainOnDelete: true },
);

export const clientId = web.clientId;
export const clientSecretLastFour = web.clientSecretLastFour;
