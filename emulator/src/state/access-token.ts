import { z } from "zod";
import { endingSchema, grantSchema } from "./grant.ts";

export const accessTokenSchema = z.strictObject({
  /** SHA-256 of the token: the token itself is not kept. */
  id: z.string(),
  grant: grantSchema,
  /** The payload as it was signed. */
  claims: z.record(z.string(), z.unknown()),
  /** Whether it was exchanged for a session, which happens at most once. */
  exchanged: z.boolean(),
  ending: endingSchema,
  /** Milliseconds since the Unix epoch. */
  issuedAt: z.number(),
  /** Milliseconds since the Unix epoch. */
  expiresAt: z.number(),
});

export type AccessToken = z.output<typeof accessTokenSchema>;
