import { isThirdParty } from "../connected-app/client-type.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { OrganizationSettings } from "../state/organization.ts";

/**
 * Whether an organization lets its members use a client.
 *
 * @see https://stytch.com/docs/b2b/api/update-organization
 */
export function isAllowedForOrganization(
  app: ConnectedApp,
  settings: OrganizationSettings,
): boolean {
  const [allowedType, allowed] = isThirdParty(app.clientType)
    ? [settings.thirdPartyConnectedAppsAllowedType, settings.allowedThirdPartyConnectedApps]
    : [settings.firstPartyConnectedAppsAllowedType, settings.allowedFirstPartyConnectedApps];
  if (allowedType === "RESTRICTED") return allowed.includes(app.clientId);
  return allowedType === "ALL_ALLOWED";
}
