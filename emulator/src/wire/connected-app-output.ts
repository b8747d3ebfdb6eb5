import type { ConnectedApp } from "../state/connected-app.ts";

/**
 * The object that get, update, search, rotate and rotate cancel answer.
 *
 * @see https://stytch.com/docs/api/connected-apps-create
 */
export function connectedAppBody(app: ConnectedApp) {
  return { ...commonBody(app), creation_method: app.creationMethod };
}

/** The create answer: the only one with `client_secret`, and without `creation_method`. */
export function createdBody(app: ConnectedApp, clientSecret: string | undefined) {
  return {
    ...commonBody(app),
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
  };
}

/** The rotate-start answer: the only one with `next_client_secret`, no `creation_method`. */
export function rotatingBody(app: ConnectedApp, nextClientSecret: string) {
  return { ...commonBody(app), next_client_secret: nextClientSecret };
}

/** What a subject may see of a client that asks for access. */
export function publicClientBody({ clientId, clientType, settings }: ConnectedApp) {
  return {
    client_id: clientId,
    client_name: settings.clientName,
    client_description: settings.clientDescription,
    client_type: clientType,
    logo_url: settings.logoUrl || null,
  };
}

function commonBody(app: ConnectedApp) {
  const { settings } = app;
  return {
    client_id: app.clientId,
    client_name: settings.clientName,
    client_description: settings.clientDescription,
    status: "active",
    full_access_allowed: settings.fullAccessAllowed,
    client_type: app.clientType,
    redirect_urls: settings.redirectUrls,
    access_token_expiry_minutes: settings.accessTokenExpiryMinutes,
    access_token_template_content: settings.accessTokenTemplateContent,
    post_logout_redirect_urls: settings.postLogoutRedirectUrls,
    bypass_consent_for_offline_access: settings.bypassConsentForOfflineAccess,
    client_secret_last_four: app.secret?.lastFour ?? null,
    next_client_secret_last_four: app.nextSecret?.lastFour ?? null,
    access_token_custom_audience: settings.accessTokenCustomAudience || null,
    logo_url: settings.logoUrl || null,
    client_id_metadata_url: null,
    id_token_template_content: settings.idTokenTemplateContent,
  };
}
