import { type ConnectedAppSettings, FIELD_KEYS, FIELDS } from "../connected-app/fields.ts";
import { apiError } from "../errors.ts";
import { isThirdParty } from "../state/connected-app.ts";
import type { RuleContext } from "./context.ts";

/**
 * Refuses settings that this type of client may not have.
 *
 * @throws ApiError 400 with the name of the first broken rule.
 */
export function checkSettings(settings: ConnectedAppSettings, context: RuleContext): void {
  if (isThirdParty(context.clientType)) {
    for (const key of FIELD_KEYS) {
      const { firstPartyOnly, initial } = FIELDS[key];
      if (firstPartyOnly !== undefined && settings[key] !== initial) throw apiError(firstPartyOnly);
    }
  }
  for (const key of FIELD_KEYS) checkField(key, settings, context);
}

function checkField<K extends keyof ConnectedAppSettings>(
  key: K,
  settings: Pick<ConnectedAppSettings, K>,
  context: RuleContext,
): void {
  const { wire, check } = FIELDS[key];
  check?.(wire, settings[key], context);
}
