import { z } from "zod";
import { settingsSchema } from "../connected-app/fields.ts";
import { newClientSecret, sha256 } from "../ids.ts";

export const CLIENT_TYPES = [
  "first_party",
  "first_party_public",
  "third_party",
  "third_party_public",
] as const;

export type ClientType = (typeof CLIENT_TYPES)[number];

const storedSecretSchema = z.strictObject({ sha256: z.string(), lastFour: z.string() });

export const connectedAppSchema = z.strictObject({
  clientId: z.string(),
  clientType: z.enum(CLIENT_TYPES),
  creationMethod: z.string(),
  settings: settingsSchema,
  secret: storedSecretSchema.nullable(),
  nextSecret: storedSecretSchema.nullable(),
});

/** A client as it is kept: of its secrets only a hash and the last four characters. */
export type ConnectedApp = z.output<typeof connectedAppSchema>;

export type StoredSecret = z.output<typeof storedSecretSchema>;

/** Public clients have no secret and must use PKCE. */
export function isPublic(clientType: ClientType): boolean {
  return clientType === "first_party_public" || clientType === "third_party_public";
}

export function isThirdParty(clientType: ClientType): boolean {
  return clientType === "third_party" || clientType === "third_party_public";
}

/** Makes a secret: the clear text for the one response that shows it, the rest to keep. */
export function issueSecret(): { clear: string; stored: StoredSecret } {
  const clear = newClientSecret();
  return { clear, stored: { sha256: sha256(clear), lastFour: clear.slice(-4) } };
}
