import { z } from "zod";

export const signingKeySchema = z.strictObject({
  /** The `kid`: `jwk-{environment}-{uuid}`. */
  id: z.string(),
  /** RSA private key, PKCS #8, PEM. */
  privateKey: z.string(),
  /** Self-signed X.509 certificate of the key, DER in base64. */
  certificate: z.string(),
  /** 256 bits in base64url from which session tokens are derived. */
  tokenSecret: z.string(),
});

/** What a project signs its tokens with. */
export type SigningKey = z.output<typeof signingKeySchema>;
