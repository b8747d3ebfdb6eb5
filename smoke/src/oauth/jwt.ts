import { decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import { CheckFailure } from "../errors.ts";
import { checkWith } from "../problems.ts";

const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).transform((aud) => [aud].flat()),
  iat: z.number(),
  exp: z.number(),
});

/** The claims of a token whose signature is valid. */
export type Claims = z.output<typeof claimsSchema>;

/** Seconds by which the clocks of this machine and of the server may differ. */
const CLOCK_TOLERANCE = 60;

/**
 * Verifies a JWT against the project's keys: RS256, `typ` JWT, within its lifetime.
 *
 * @param what What messages call the token at the start of a sentence: "The access token".
 * @throws CheckFailure
 */
export async function verifyJwt(what: string, jwt: string, keys: JWTVerifyGetKey): Promise<Claims> {
  try {
    const { payload } = await jwtVerify(jwt, keys, {
      algorithms: ["RS256"],
      typ: "JWT",
      clockTolerance: CLOCK_TOLERANCE,
    });
    const claims = checkWith(claimsSchema, payload);
    if (claims.kind === "valid") return claims.data;
    const wrong = claims.problems.map(({ place }) => place).join(", ");
    throw new CheckFailure(
      `${what} lacks claims, or has claims in a wrong form: ${wrong}.`,
      `Remove ${wrong} from accessTokenTemplateContent and idTokenTemplateContent, which must not replace registered claims, and run pulumi up; if none of them is there, ask Stytch.`,
    );
  } catch (error) {
    if (error instanceof CheckFailure) throw error;
    // No cause: the errors of the library hold the payload.
    const problem = error instanceof errors.JOSEError ? error.message : "unreadable";
    throw new CheckFailure(
      `${what} cannot be verified with the project's keys: ${problem}.`,
      "Make sure that projectDomain belongs to this project, that clocks are right, and that no proxy serves an old JWKS.",
    );
  }
}

/** The unverified `sub` claim; undefined if the token is not a JWT. */
export function subjectInJwt(jwt: string): string | undefined {
  try {
    return decodeJwt(jwt).sub;
  } catch {
    return undefined;
  }
}

/** The values of `iss` that tokens of the project may have; those of Stytch's own host in either form. */
export function issuersOf(issuer: string, apiUrl: string, projectId: string): string[] {
  return [issuer, apiUrl, `stytch.com/${projectId}`, `https://stytch.com/${projectId}`];
}
