import { isThirdParty } from "../connected-app/client-type.ts";
import { type ConnectedAppSettings, FIELD_KEYS, FIELDS } from "../connected-app/fields.ts";
import { apiError } from "../errors.ts";
import type { HabitValues } from "../habits/table.ts";
import type { RuleContext } from "./context.ts";

/**
 * Refuses settings that this type of client may not have.
 *
 * @returns The settings in the form in which they are kept.
 * @throws ApiError 400 with the name of the first broken rule.
 */
export function acceptSettings(
  requested: ConnectedAppSettings,
  context: RuleContext,
): ConnectedAppSettings {
  const settings = { ...requested };
  for (const key of FIELD_KEYS) readField(key, settings, context.habits);
  if (isThirdParty(context.clientType)) {
    for (const key of FIELD_KEYS) {
      const { firstPartyOnly, initial } = FIELDS[key];
      if (firstPartyOnly !== undefined && settings[key] !== initial) throw apiError(firstPartyOnly);
    }
  }
  for (const key of FIELD_KEYS) checkField(key, settings, context);
  for (const key of FIELD_KEYS) storeField(key, settings, context.habits);
  return settings;
}

type Key = keyof ConnectedAppSettings;

function readField<K extends Key>(
  key: K,
  settings: Pick<ConnectedAppSettings, K>,
  habits: HabitValues,
): void {
  const { read } = FIELDS[key];
  if (read !== undefined) settings[key] = read(settings[key], habits);
}

function checkField<K extends Key>(
  key: K,
  settings: Pick<ConnectedAppSettings, K>,
  context: RuleContext,
): void {
  const { wire, check } = FIELDS[key];
  check?.(wire, settings[key], context);
}

function storeField<K extends Key>(
  key: K,
  settings: Pick<ConnectedAppSettings, K>,
  habits: HabitValues,
): void {
  const { wire, store } = FIELDS[key];
  if (store !== undefined) settings[key] = store(wire, settings[key], habits);
}
