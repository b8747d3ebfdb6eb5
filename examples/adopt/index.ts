// On a fresh emulator, whose variables are exported, this makes the client that is taken over:
//   curl -fsS -u "$STYTCH_PROJECT_ID:$STYTCH_SECRET" -H "content-type: application/json" \
//     "$STYTCH_API_URL/v1/connected_apps/clients" -d '{ "client_type": "first_party",
//     "client_name": "Example Web", "redirect_urls": ["https://old.example.com/callback"] }'

import { ConnectedApp } from "pulumi-stytch-connected-apps";

// Someone made this client in the dashboard: the first `pulumi up` takes it over, sets what differs
// here, and says what that was. Its secret stays valid and unknown, until a rotation makes another.
// Where several clients have the name, give the id of one as adoptClientId instead.
const web = new ConnectedApp(
  "web",
  {
    clientType: "first_party",
    clientName: "Example Web",
    redirectUrls: ["https://app.example.com/callback"],
    adoptByName: true,
  },
  // Whoever removes it from here, or destroys the stack, only forgets it.
  { retainOnDelete: true },
);

export const clientId = web.clientId;
export const clientSecretLastFour = web.clientSecretLastFour;
