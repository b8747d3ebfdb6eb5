import type { InstalledApp } from "../oauth/installed-apps.ts";
import type { ConnectedApp } from "../state/connected-app.ts";

/** An app as the list of an organization has it. */
export function installedAppBody({ clientId, clientType, settings }: ConnectedApp) {
  return {
    connected_app_id: clientId,
    name: settings.clientName,
    description: settings.clientDescription,
    client_type: clientType,
    logo_url: settings.logoUrl || null,
  };
}

/** An app as the list of a user or member has it: there the scopes are one text. */
export function grantedAppBody({ app, consent }: InstalledApp) {
  return { ...installedAppBody(app), scopes_granted: consent.scopes.join(" ") };
}
