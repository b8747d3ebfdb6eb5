import { z } from "zod";

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
export const tokenResponseSchema = z
  .object({
    access_token: z.string().min(1),
    token_type: z.string(),
    expires_in: z.number(),
    scope: z.string().default(""),
    id_token: z.string().optional(),
    refresh_token: z.string().optional(),
  })
  .transform((wire) => ({
    accessToken: wire.access_token,
    tokenType: wire.token_type,
    /** Seconds. */
    expiresIn: wire.expires_in,
    scopes: wire.scope.split(" ").filter((scope) => scope !== ""),
    idToken: wire.id_token,
    refreshToken: wire.refresh_token,
  }));

/** A response of the token endpoint. */
export type TokenResponse = z.output<typeof tokenResponseSchema> & {
  /** Why an OAuth client library rejects the ID token; undefined if it does not. */
  readonly idTokenProblem?: string | undefined;
};

/** What introspection says about a token; `active: false` comes alone. */
export const introspectionSchema = z.object({
  active: z.boolean(),
  client_id: z.string().optional(),
  sub: z.string().optional(),
  scope: z.string().optional(),
  token_type: z.string().optional(),
});

export type Introspection = z.output<typeof introspectionSchema>;
