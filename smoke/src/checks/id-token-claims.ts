import type { Check } from "../check.ts";
import { CheckFailure } from "../errors.ts";
import { verifyJwt } from "../oauth/jwt.ts";
import { missingClaims } from "../oauth/template-claims.ts";

/** @see https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation */
export const idTokenClaims: Check = {
  id: "id-token-claims",
  title: "The ID token is signed, for this client and this login",
  needs: ["token"],
  applies: () => true,
  async run({ findings, known }) {
    const { idToken = "", idTokenProblem } = findings.get("tokens");
    const { keys, issuer } = findings.get("oauth");
    const { app } = known();
    const claims = await verifyJwt("The ID token", idToken, keys);
    if (claims.iss !== issuer) {
      throw new CheckFailure(
        `The ID token names the issuer ${claims.iss}, not ${issuer}.`,
        "Set projectDomain to the domain from which the app gets its tokens.",
      );
    }
    if (!claims.aud.includes(app.clientId)) {
      throw new CheckFailure(
        `The ID token is meant for ${claims.aud.join(", ")}, not for this client.`,
        "Do not use the app until this is fixed, and ask Stytch.",
      );
    }
    if (claims.nonce !== findings.get("grant").nonce) {
      throw new CheckFailure(
        "The ID token does not carry the nonce of the request, so the app cannot tell a replayed one.",
        "Do not rely on ID tokens until this is fixed, and ask Stytch.",
      );
    }
    if (claims.sub !== findings.get("subject").subjectId) {
      throw new CheckFailure(
        "The ID token belongs to another subject.",
        "Do not use the app until this is fixed, and ask Stytch.",
      );
    }
    const missing = missingClaims(app.idTokenTemplateContent, claims);
    if (missing.length > 0) {
      throw new CheckFailure(
        `The ID token lacks claims of the template, or has other values: ${missing.join(", ")}.`,
        "Fix idTokenTemplateContent, whose placeholders must name known values, and run pulumi up.",
      );
    }
    if (idTokenProblem !== undefined) {
      throw new CheckFailure(
        `An OAuth client library rejects the ID token: ${idTokenProblem}.`,
        "Remove registered claims (iss, sub, aud, exp, nbf, iat, jti, nonce, azp) from idTokenTemplateContent, and run pulumi up; if none of them is there, ask Stytch.",
      );
    }
    return { audience: claims.aud, lifetimeSeconds: claims.exp - claims.iat };
  },
};
