import { ConnectedApp } from "pulumi-stytch-connected-apps";

// The only client that may have full access: policy-config.json lists it.
const web = new ConnectedApp("web", {
  clientType: "first_party",
  clientName: "Example Shop",
  redirectUrls: ["https://app.example.com/callback"],
  fullAccessAllowed: true,
  accessTokenExpiryMinutes: 30,
});

// A public client has no secret, so its tokens are shorter-lived and its description says why.
const cli = new ConnectedApp("cli", {
  clientType: "first_party_public",
  clientName: "Example Shop CLI",
  clientDescription: "Runs on the user's machine, where no secret is safe",
  redirectUrls: ["http://127.0.0.1/callback", "http://[::1]/callback"],
  accessTokenExpiryMinutes: 15,
});

// Someone else's clients: each has its own audience, so that an API can distinguish them.
const partner = new ConnectedApp("partner", {
  clientType: "third_party",
  clientName: "Parcel Partner",
  redirectUrls: ["https://parcels.example/oauth/callback"],
  accessTokenExpiryMinutes: 30,
  accessTokenCustomAudience: "https://parcels.api.example.com",
});

const widget = new ConnectedApp("widget", {
  clientType: "third_party_public",
  clientName: "Price Widget",
  clientDescription: "Runs in the browser, where no secret is safe",
  redirectUrls: ["https://prices.example/oauth/callback"],
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: "https://prices.api.example.com",
});

export const clientIds = [web.clientId, cli.clientId, partner.clientId, widget.clientId];
