import { z } from "zod";
import { endingSchema, grantSchema } from "./grant.ts";

export const refreshTokenSchema = z.strictObject({
  /** SHA-256 of the token: the token itself is not kept. */
  id: z.string(),
  grant: grantSchema,
  /** Whether a public client has spent it for the next one. */
  used: z.boolean(),
  ending: endingSchema,
  /** Milliseconds since the Unix epoch. */
  issuedAt: z.number(),
  /** Milliseconds since the Unix epoch. */
  expiresAt: z.number(),
});

export type RefreshToken = z.output<typeof refreshTokenSchema>;
