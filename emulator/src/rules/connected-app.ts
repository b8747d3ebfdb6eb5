import { apiError } from "../errors.ts";
import type { AppSettings } from "../options.ts";
import type { Project } from "../projects.ts";
import {
  type ClientType,
  type ConnectedAppSettings,
  isThirdParty,
} from "../state/connected-app.ts";
import { checkRedirectUrls } from "./redirect-urls.ts";
import { checkTemplate } from "./templates.ts";

/**
 * Refuses settings that this type of client may not have.
 *
 * @throws ApiError 400 with the name of the first broken rule.
 */
export function checkSettings(
  settings: ConnectedAppSettings,
  clientType: ClientType,
  project: Project,
  bounds: AppSettings["accessTokenExpiryMinutes"],
): void {
  if (isThirdParty(clientType)) {
    if (settings.fullAccessAllowed) throw apiError("third_party_clients_cannot_use_full_access");
    if (settings.bypassConsentForOfflineAccess)
      throw apiError("third_party_clients_require_consent_for_offline_access");
  }

  const isLive = project.environment === "live";
  checkRedirectUrls("redirect_urls", settings.redirectUrls, isLive);
  checkRedirectUrls("post_logout_redirect_urls", settings.postLogoutRedirectUrls, isLive);

  const { min, max } = bounds;
  if (settings.accessTokenExpiryMinutes < min || settings.accessTokenExpiryMinutes > max) {
    throw apiError("idp_invalid_access_token_expiry_minutes", min, max);
  }

  const { vertical } = project;
  checkTemplate("access_token_template_content", settings.accessTokenTemplateContent, vertical);
  checkTemplate("id_token_template_content", settings.idTokenTemplateContent, vertical);
}
