import { z } from "zod";
import type { Caller } from "./caller.ts";

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

const clientAnswer = z.object({
  connected_app: z
    .object({
      client_id: z.string(),
      client_type: z.string(),
      client_name: z.string(),
      client_description: text,
      redirect_urls: z.array(z.string()),
      post_logout_redirect_urls: z.array(z.string()),
      full_access_allowed: z.boolean(),
      bypass_consent_for_offline_access: z.boolean(),
      access_token_expiry_minutes: z.int(),
      access_token_custom_audience: text,
      access_token_template_content: text,
      id_token_template_content: text,
      logo_url: text,
      status: z.string(),
    })
    .transform((app) => ({
      clientId: app.client_id,
      clientType: app.client_type,
      clientName: app.client_name,
      clientDescription: app.client_description,
      redirectUrls: app.redirect_urls,
      postLogoutRedirectUrls: app.post_logout_redirect_urls,
      fullAccessAllowed: app.full_access_allowed,
      bypassConsentForOfflineAccess: app.bypass_consent_for_offline_access,
      accessTokenExpiryMinutes: app.access_token_expiry_minutes,
      accessTokenCustomAudience: app.access_token_custom_audience,
      accessTokenTemplateContent: app.access_token_template_content,
      idTokenTemplateContent: app.id_token_template_content,
      logoUrl: app.logo_url,
      status: app.status,
    })),
});

/** A client as the project holds it; what the API leaves out is `""`. */
export type RegisteredClient = z.output<typeof clientAnswer>["connected_app"];

/** @see https://stytch.com/docs/api/connected-app-object */
export async function getClient(call: Caller, clientId: string): Promise<RegisteredClient> {
  const { connected_app } = await call({
    method: "GET",
    path: `/v1/connected_apps/clients/${encodeURIComponent(clientId)}`,
    answer: clientAnswer,
  });
  return connected_app;
}
