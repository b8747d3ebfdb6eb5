import type { Check } from "../check.ts";
import type { CheckContext } from "../context.ts";
import { CheckFailure } from "../errors.ts";
import { type Claims, verifyJwt } from "../oauth/jwt.ts";
import { missingClaims } from "../oauth/template-claims.ts";

const ORGANIZATION = "https://stytch.com/organization";

/** @see https://stytch.com/docs/b2b/api/connected-app-access-token */
export const accessTokenClaims: Check = {
  id: "access-token-claims",
  title: "The access token is signed, with the lifetime and claims that the settings demand",
  needs: ["token"],
  applies: () => true,
  async run(context) {
    const { accessToken, expiresIn } = context.findings.get("tokens");
    const { keys } = context.findings.get("oauth");
    const claims = await verifyJwt("The access token", accessToken, keys);
    judge(context, claims, expiresIn);
    return {
      issuer: claims.iss,
      audience: claims.aud,
      lifetimeSeconds: claims.exp - claims.iat,
      claims: Object.keys(claims),
    };
  },
};

function judge(context: CheckContext, claims: Claims, expiresIn: number): void {
  const { app } = context.known();
  const { projectId } = context.target;
  const { subjectId, organizationId } = context.findings.get("subject");
  const { issuer } = context.findings.get("oauth");
  const audience = [
    projectId,
    ...(app.accessTokenCustomAudience ? [app.accessTokenCustomAudience] : []),
  ];
  const missingAudience = audience.filter((one) => !claims.aud.includes(one));
  const lifetime = claims.exp - claims.iat;
  const wanted = app.accessTokenExpiryMinutes * 60;
  const unrendered = missingClaims(app.accessTokenTemplateContent, claims);

  if (claims.iss !== issuer) {
    throw new CheckFailure(
      `The access token names the issuer ${claims.iss}, not ${issuer}.`,
      "Set projectDomain to the domain from which the app gets its tokens.",
    );
  }
  if (missingAudience.length > 0) {
    throw new CheckFailure(
      `The access token is not meant for ${missingAudience.join(", ")}.`,
      "The project holds the right accessTokenCustomAudience, so no deployment can change this: run the smoke test again in a minute, and ask Stytch if it persists.",
    );
  }
  if (Math.abs(lifetime - wanted) > 1 || Math.abs(expiresIn - wanted) > 5) {
    throw new CheckFailure(
      `The access token expires after ${lifetime} s (expires_in ${expiresIn}), not after ${wanted} s.`,
      "The project holds the right accessTokenExpiryMinutes, so no deployment can change this: run the smoke test again in a minute, and ask Stytch if it persists.",
    );
  }
  if (claims.sub !== subjectId || claims.client_id !== app.clientId) {
    throw new CheckFailure(
      "The access token belongs to another subject or client.",
      "Do not use the app until this is fixed, and ask Stytch.",
    );
  }
  if (organizationId !== undefined && claims[ORGANIZATION] === undefined) {
    throw new CheckFailure(
      `The access token lacks the claim ${ORGANIZATION}.`,
      "Make sure that the project is a B2B project.",
    );
  }
  if (unrendered.length > 0) {
    throw new CheckFailure(
      `The access token lacks claims of the template, or has other values: ${unrendered.join(", ")}.`,
      "Fix accessTokenTemplateContent, whose placeholders must name known values, and run pulumi up.",
    );
  }
}
