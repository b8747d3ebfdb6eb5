import { z } from "zod";
import type { ConnectedAppSettings } from "../state/connected-app.ts";

const mutableFields = {
  client_name: z.string().optional(),
  client_description: z.string().optional(),
  redirect_urls: z.array(z.string()).optional(),
  post_logout_redirect_urls: z.array(z.string()).optional(),
  full_access_allowed: z.boolean().optional(),
  bypass_consent_for_offline_access: z.boolean().optional(),
  access_token_expiry_minutes: z.int32().optional(),
  access_token_custom_audience: z.string().optional(),
  access_token_template_content: z.string().optional(),
  id_token_template_content: z.string().optional(),
  logo_url: z.string().optional(),
};

export const createRequestSchema = z.object({ client_type: z.string(), ...mutableFields });

export const updateRequestSchema = z.object({
  client_type: z.unknown().optional(),
  ...mutableFields,
});

/** `limit` 0 or absent means 100; more than 1000 is refused. */
export const searchRequestSchema = z.object({
  cursor: z.string().optional(),
  limit: z.int32().min(0).max(1000).optional(),
});

/** Takes from `base` what the request does not name. */
export function readSettings(
  request: z.output<typeof updateRequestSchema>,
  base: ConnectedAppSettings,
): ConnectedAppSettings {
  return {
    clientName: request.client_name ?? base.clientName,
    clientDescription: request.client_description ?? base.clientDescription,
    redirectUrls: request.redirect_urls ?? base.redirectUrls,
    postLogoutRedirectUrls: request.post_logout_redirect_urls ?? base.postLogoutRedirectUrls,
    fullAccessAllowed: request.full_access_allowed ?? base.fullAccessAllowed,
    bypassConsentForOfflineAccess:
      request.bypass_consent_for_offline_access ?? base.bypassConsentForOfflineAccess,
    accessTokenExpiryMinutes: request.access_token_expiry_minutes ?? base.accessTokenExpiryMinutes,
    accessTokenCustomAudience:
      request.access_token_custom_audience ?? base.accessTokenCustomAudience,
    accessTokenTemplateContent:
      request.access_token_template_content ?? base.accessTokenTemplateContent,
    idTokenTemplateContent: request.id_token_template_content ?? base.idTokenTemplateContent,
    logoUrl: request.logo_url ?? base.logoUrl,
  };
}
