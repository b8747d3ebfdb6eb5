import { z } from "zod";

const factorSchema = z.strictObject({
  type: z.string(),
  deliveryMethod: z.string(),
  /** Milliseconds since the Unix epoch; of the last time this factor was used. */
  lastAuthenticatedAt: z.number(),
  /** Milliseconds since the Unix epoch. */
  createdAt: z.number(),
  /** The one `…_factor` object, under its name on the wire. */
  detail: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** One way in which the subject of a session proved who they are. */
export type AuthenticationFactor = z.output<typeof factorSchema>;

export const sessionSchema = z.strictObject({
  id: z.string(),
  /** User id or member id. */
  subjectId: z.string(),
  /** Null in a consumer project. */
  organizationId: z.string().nullable(),
  /** SHA-256 of the session token; the token itself is not kept. */
  tokenSha256: z.string(),
  /** Milliseconds since the Unix epoch. */
  startedAt: z.number(),
  /** Milliseconds since the Unix epoch. */
  lastAccessedAt: z.number(),
  /** Milliseconds since the Unix epoch; from this instant on the session has ended. */
  expiresAt: z.number(),
  factors: z.array(factorSchema),
  customClaims: z.record(z.string(), z.unknown()),
  attributes: z.strictObject({ ipAddress: z.string(), userAgent: z.string() }),
});

/** A session of a user or of a member. */
export type Session = z.output<typeof sessionSchema>;

export type SessionAttributes = Session["attributes"];
