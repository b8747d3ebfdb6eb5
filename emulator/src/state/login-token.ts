import { z } from "zod";

export const loginTokenSchema = z.strictObject({
  /** SHA-256 of the token: the token itself is not kept. */
  id: z.string(),
  /** As in the start route: `google`. */
  provider: z.string(),
  /** Null in a consumer project. */
  organizationId: z.string().nullable(),
  email: z.string(),
  /** Base64url SHA-256 of the PKCE verifier; null if the login began without one. */
  codeChallenge: z.string().nullable(),
  scopes: z.array(z.string()),
  /** Milliseconds since the Unix epoch. */
  expiresAt: z.number(),
});

/** A social login that came back from the provider and waits for its one `authenticate`. */
export type LoginToken = z.output<typeof loginTokenSchema>;
