import { type ConnectedAppSettings, FIELD_KEYS, FIELDS } from "../connected-app/fields.ts";
import type { ConnectedApp } from "../state/connected-app.ts";

/**
 * The object that get, update, search, rotate and rotate cancel return.
 *
 * @see https://stytch.com/docs/api/connected-apps-create
 */
export function connectedAppBody(app: ConnectedApp) {
  return { ...commonBody(app), creation_method: app.creationMethod };
}

/** The response of create: the only one with `client_secret`, and without `creation_method`. */
export function createdBody(app: ConnectedApp, clientSecret: string | undefined) {
  return {
    ...commonBody(app),
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
  };
}

/** The response of rotate start: the only one with `next_client_secret`, no `creation_method`. */
export function rotatingBody(app: ConnectedApp, nextClientSecret: string) {
  return { ...commonBody(app), next_client_secret: nextClientSecret };
}

/** What a subject may see of a client that requests access. */
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
  return {
    client_id: app.clientId,
    client_type: app.clientType,
    status: "active",
    ...settingsBody(app.settings),
    client_secret_last_four: app.secret?.lastFour ?? null,
    next_client_secret_last_four: app.nextSecret?.lastFour ?? null,
    client_id_metadata_url: null,
  };
}

function settingsBody(settings: ConnectedAppSettings): Record<string, unknown> {
  const values = FIELD_KEYS.map((key) => {
    const { wire, nullIfEmpty } = FIELDS[key];
    return [wire, nullIfEmpty && settings[key] === "" ? null : settings[key]];
  });
  return Object.fromEntries(values);
}
