import { createHash } from "node:crypto";
import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { ProjectState } from "../state/store.ts";
import { epochSeconds } from "../timestamp.ts";
import { currentKey, keyOf, load } from "./signing-keys.ts";

/**
 * Signs claims as a JWT of the project: RS256, `typ` `JWT`, `kid` from its JWKS.
 *
 * @param payload `iat` and `nbf` are now unless it says otherwise; `exp` has no default.
 */
export async function signJwt(
  state: ProjectState,
  payload: JWTPayload,
  { clock }: { clock: Clock },
): Promise<string> {
  const key = await currentKey(state);
  const now = epochSeconds(clock.now());
  return new SignJWT({ iat: now, nbf: now, ...payload })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: key.id })
    .sign(key.private);
}

/** A JWT that the project signed. */
export interface VerifiedJwt {
  payload: JWTPayload;
  /** Whether `exp` has passed. */
  expired: boolean;
}

/**
 * @returns What the JWT claims, or undefined if the text is not a JWT, or not one that this project
 * signed, or not valid yet. The caller checks issuer and audience.
 */
export async function verifyJwt(
  state: ProjectState,
  jwt: string,
  { clock }: { clock: Clock },
): Promise<VerifiedJwt | undefined> {
  try {
    const { payload } = await jwtVerify(
      jwt,
      ({ kid }) => {
        const key = keyOf(state, kid);
        if (key === undefined) throw new errors.JWKSNoMatchingKey();
        return key.public;
      },
      { algorithms: ["RS256"], typ: "JWT", currentDate: new Date(clock.now()) },
    );
    return { payload, expired: false };
  } catch (error) {
    // Thrown after the signature was verified.
    if (error instanceof errors.JWTExpired) return { payload: error.payload, expired: true };
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

const rsaSchema = z.object({ kty: z.literal("RSA"), n: z.string(), e: z.string() });

/**
 * The public keys of the project. The thumbprint stands under the name that Stytch's OpenAPI
 * document has for it and under that of RFC 7517.
 *
 * @see https://stytch.com/docs/api/jwks-get
 */
export async function jwks(state: ProjectState) {
  await currentKey(state);
  return state.keys.all().map((key) => {
    const { kty, n, e } = rsaSchema.parse(load(key).public.export({ format: "jwk" }));
    const thumbprint = createHash("sha256")
      .update(Buffer.from(key.certificate, "base64"))
      .digest("base64url");
    return {
      kty,
      use: "sig",
      key_ops: ["verify"],
      alg: "RS256",
      kid: key.id,
      x5c: [key.certificate],
      x5tS256: thumbprint,
      "x5t#S256": thumbprint,
      n,
      e,
    };
  });
}
