import { z } from "zod";

export const grantSchema = z.strictObject({
  grantId: z.string(),
  clientId: z.string(),
  /** User id or member id. */
  subjectId: z.string(),
  /** Null in a consumer project. */
  organizationId: z.string().nullable(),
  /** The session that authorized; null if the subject was only named. */
  sessionId: z.string().nullable(),
  scopes: z.array(z.string()),
});

/** Who lets which client do what. Every code and token of one authorization carries it. */
export type Grant = z.output<typeof grantSchema>;

/** Why a token no longer works although it has not expired; null while it does. */
export const endingSchema = z.enum(["revoked", "consent_revoked"]).nullable();

export type Ending = z.output<typeof endingSchema>;
