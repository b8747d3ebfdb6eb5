import { type ConnectedAppSettings, FIELD_KEYS, FIELDS } from "../connected-app/fields.ts";
import type { HabitValues } from "../habits/table.ts";
import type { ConnectedApp } from "../state/connected-app.ts";

/**
 * The object that get, update, search, rotate and rotate cancel return.
 *
 * @see https://stytch.com/docs/api/connected-apps-create
 */
export function connectedAppBody(app: ConnectedApp, habits: HabitValues) {
  return { ...commonBody(app, habits), creation_method: app.creationMethod };
}

/** The response of create: the only one with `client_secret`, and without `creation_method`. */
export function createdBody(
  app: ConnectedApp,
  clientSecret: string | undefined,
  habits: HabitValues,
) {
  return {
    ...commonBody(app, habits),
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
  };
}

/** The response of rotate start: the only one with `next_client_secret`, no `creation_method`. */
export function rotatingBody(app: ConnectedApp, nextClientSecret: string, habits: HabitValues) {
  return { ...commonBody(app, habits), next_client_secret: nextClientSecret };
}

/** What a subject may see of a client that requests access. */
export function publicClientBody(
  { clientId, clientType, settings }: ConnectedApp,
  habits: HabitValues,
) {
  return {
    client_id: clientId,
    client_name: settings.clientName,
    client_description: settings.clientDescription,
    client_type: clientType,
    ...optionalField("logo_url", settings.logoUrl || null, habits),
  };
}

function commonBody(app: ConnectedApp, habits: HabitValues) {
  const areShown = habits.secret_last_four === "shown";
  return {
    client_id: app.clientId,
    client_type: app.clientType,
    status: "active",
    ...settingsBody(app.settings, habits),
    ...(areShown && lastFourBody(app, habits)),
    ...optionalField("client_id_metadata_url", null, habits),
  };
}

function lastFourBody({ secret, nextSecret }: ConnectedApp, habits: HabitValues) {
  return {
    ...optionalField("client_secret_last_four", secret?.lastFour ?? null, habits),
    ...optionalField("next_client_secret_last_four", nextSecret?.lastFour ?? null, habits),
  };
}

function settingsBody(settings: ConnectedAppSettings, habits: HabitValues) {
  const fields = FIELD_KEYS.map((key) => {
    const { wire, optional } = FIELDS[key];
    const value = shown(key, settings, habits);
    return optional ? optionalField(wire, value === "" ? null : value, habits) : { [wire]: value };
  });
  return Object.assign({}, ...fields) as Record<string, unknown>;
}

function shown<K extends keyof ConnectedAppSettings>(
  key: K,
  settings: Pick<ConnectedAppSettings, K>,
  habits: HabitValues,
): unknown {
  const { show } = FIELDS[key];
  return show === undefined ? settings[key] : show(settings[key], habits);
}

/** @param value Null if there is none. */
export function optionalField(
  name: string,
  value: unknown,
  { absent_fields: absent }: HabitValues,
): Record<string, unknown> {
  if (value !== null || absent === "null") return { [name]: value };
  return absent === "left_out" ? {} : { [name]: "" };
}
