import { z } from "zod";
import { grantSchema } from "./grant.ts";

export const authorizationCodeSchema = z.strictObject({
  /** SHA-256 of the code: the code itself is not kept. */
  id: z.string(),
  grant: grantSchema,
  redirectUri: z.string(),
  /** Base64url SHA-256 of the PKCE verifier; null if the client sent none. */
  codeChallenge: z.string().nullable(),
  nonce: z.string().nullable(),
  /** Kept after its use, so that a second use is recognized. */
  used: z.boolean(),
  /** Milliseconds since the Unix epoch. */
  expiresAt: z.number(),
});

export type AuthorizationCode = z.output<typeof authorizationCodeSchema>;
