import { z } from "zod";
import type { ConnectedAppFields, OrganizationConnectedAppsFields } from "./api.ts";

/**
 * The wire and ours, both ways, in one place. Responses may hold further fields, and optional ones
 * may be null, absent or empty alike.
 */

/** Our name and the wire's of every field that an update can change. */
const WIRE_NAMES = {
  clientName: "client_name",
  clientDescription: "client_description",
  redirectUrls: "redirect_urls",
  postLogoutRedirectUrls: "post_logout_redirect_urls",
  fullAccessAllowed: "full_access_allowed",
  bypassConsentForOfflineAccess: "bypass_consent_for_offline_access",
  accessTokenExpiryMinutes: "access_token_expiry_minutes",
  accessTokenCustomAudience: "access_token_custom_audience",
  accessTokenTemplateContent: "access_token_template_content",
  idTokenTemplateContent: "id_token_template_content",
  logoUrl: "logo_url",
} as const satisfies Record<keyof ConnectedAppFields, string>;

const text = z.string().nullish().default("");
const list = z.array(z.string()).nullish().default([]);
const flag = z.boolean().nullish().default(false);

const connectedAppOnWire = {
  client_id: z.string().min(1),
  client_type: z.string().min(1),
  client_name: text,
  client_description: text,
  redirect_urls: list,
  post_logout_redirect_urls: list,
  full_access_allowed: flag,
  bypass_consent_for_offline_access: flag,
  access_token_expiry_minutes: z.int(),
  access_token_custom_audience: text,
  access_token_template_content: text,
  id_token_template_content: text,
  logo_url: text,
  status: text,
  client_secret_last_four: text,
  next_client_secret_last_four: text,
};

type OnWire = z.infer<z.ZodObject<typeof connectedAppOnWire>>;

function fromWire(wire: OnWire) {
  return {
    clientId: wire.client_id,
    clientType: wire.client_type,
    clientName: wire.client_name ?? "",
    clientDescription: wire.client_description ?? "",
    redirectUrls: wire.redirect_urls ?? [],
    postLogoutRedirectUrls: wire.post_logout_redirect_urls ?? [],
    fullAccessAllowed: wire.full_access_allowed ?? false,
    bypassConsentForOfflineAccess: wire.bypass_consent_for_offline_access ?? false,
    accessTokenExpiryMinutes: wire.access_token_expiry_minutes,
    accessTokenCustomAudience: wire.access_token_custom_audience ?? "",
    accessTokenTemplateContent: wire.access_token_template_content || "{}",
    idTokenTemplateContent: wire.id_token_template_content || "{}",
    logoUrl: wire.logo_url ?? "",
    status: wire.status ?? "",
    clientSecretLastFour: wire.client_secret_last_four ?? "",
    nextClientSecretLastFour: wire.next_client_secret_last_four ?? "",
  };
}

export const connectedAppResponse = z
  .object({ connected_app: z.object(connectedAppOnWire).transform(fromWire) })
  .transform((response) => response.connected_app);

export const createdResponse = z
  .object({
    connected_app: z
      .object({ ...connectedAppOnWire, client_secret: text })
      .transform((wire) => ({ ...fromWire(wire), clientSecret: wire.client_secret ?? "" })),
  })
  .transform((response) => response.connected_app);

/** What is left of a create response that fails `createdResponse`: enough not to lose the client. */
export const createdIdentity = z
  .object({
    connected_app: z.object({ client_id: z.string().min(1), client_secret: text.catch("") }),
  })
  .transform(({ connected_app }) => ({
    clientId: connected_app.client_id,
    clientSecret: connected_app.client_secret ?? "",
  }));

export const rotationStartedResponse = z
  .object({
    connected_app: z
      .object({ ...connectedAppOnWire, next_client_secret: z.string().min(1) })
      .transform((wire) => ({ ...fromWire(wire), nextClientSecret: wire.next_client_secret })),
  })
  .transform((response) => response.connected_app);

/** Bounded, since it is sent back and kept until the last page. */
const cursor = z.string().max(10_000).nullish().default("");

/** -1 where the workspace has counting turned off. It only saves calls, so a wrong one counts as absent. */
const count = z.int().min(0).optional().catch(undefined);

export const searchResponse = z
  .object({
    connected_apps: z.array(z.object(connectedAppOnWire).transform(fromWire)),
    results_metadata: z.object({ next_cursor: cursor, total: count }).nullish(),
  })
  .transform((response) => ({
    connectedApps: response.connected_apps,
    nextCursor: response.results_metadata?.next_cursor || undefined,
    total: response.results_metadata?.total,
  }));

export const deletedResponse = z
  .object({ client_id: z.string().optional().catch(undefined) })
  .transform(({ client_id }) => ({ clientId: client_id }));

export const whoamiResponse = z
  .object({ project_id: z.string(), name: text })
  .transform(({ project_id, name }) => ({ projectId: project_id, name: name ?? "" }));

/** Only the fields given, under their wire names. */
export function fieldsToWire(fields: Partial<ConnectedAppFields>): Record<string, unknown> {
  const names = Object.keys(WIRE_NAMES) as (keyof typeof WIRE_NAMES)[];
  return Object.fromEntries(
    names
      .filter((name) => fields[name] !== undefined)
      .map((name) => [WIRE_NAMES[name], fields[name]]),
  );
}

const allowedType = z
  .string()
  .nullish()
  .transform((type) => type || "ALL_ALLOWED");
const clientIds = list.transform((ids) => ids ?? []);

export const organizationResponse = z
  .object({
    organization: z.object({
      organization_id: z.string().min(1),
      first_party_connected_apps_allowed_type: allowedType,
      allowed_first_party_connected_apps: clientIds,
      third_party_connected_apps_allowed_type: allowedType,
      allowed_third_party_connected_apps: clientIds,
    }),
  })
  .transform(({ organization }) => ({
    organizationId: organization.organization_id,
    firstPartyConnectedAppsAllowedType: organization.first_party_connected_apps_allowed_type,
    allowedFirstPartyConnectedApps: organization.allowed_first_party_connected_apps,
    thirdPartyConnectedAppsAllowedType: organization.third_party_connected_apps_allowed_type,
    allowedThirdPartyConnectedApps: organization.allowed_third_party_connected_apps,
  }));

/** The four fields under their wire names; an organization has many more, which are not ours. */
export function organizationToWire(fields: OrganizationConnectedAppsFields) {
  return {
    first_party_connected_apps_allowed_type: fields.firstPartyConnectedAppsAllowedType,
    allowed_first_party_connected_apps: fields.allowedFirstPartyConnectedApps,
    third_party_connected_apps_allowed_type: fields.thirdPartyConnectedAppsAllowedType,
    allowed_third_party_connected_apps: fields.allowedThirdPartyConnectedApps,
  };
}
