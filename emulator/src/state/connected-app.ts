import { z } from "zod";
import { CLIENT_TYPES } from "../connected-app/client-type.ts";
import { settingsSchema } from "../connected-app/fields.ts";
import { newClientSecret } from "../ids.ts";
import type { ClearSecrets } from "./clear-secrets.ts";
import { type StoredSecret, storedSecretSchema } from "./stored-secret.ts";

export const connectedAppSchema = z.strictObject({
  clientId: z.string(),
  clientType: z.enum(CLIENT_TYPES),
  creationMethod: z.string(),
  settings: settingsSchema,
  secret: storedSecretSchema.nullable(),
  nextSecret: storedSecretSchema.nullable(),
  /** The secret before the last rotation, while it still works. */
  previousSecret: z.strictObject({ sha256: z.string(), validUntil: z.number() }).optional(),
});

/** A client as it is kept: of its secrets only a hash and the last four characters. */
export type ConnectedApp = z.output<typeof connectedAppSchema>;

/** Makes a secret: the clear text for the one response that shows it, the rest to keep. */
export function issueSecret(secrets: ClearSecrets): { clear: string; stored: StoredSecret } {
  const clear = newClientSecret();
  return { clear, stored: secrets.remember(clear) };
}
