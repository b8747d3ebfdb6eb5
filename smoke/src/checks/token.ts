import type { Check } from "../check.ts";
import { CheckFailure } from "../errors.ts";
import { isPublic } from "../known-target.ts";
import { adviceOnScopes } from "../look.ts";
import { mainScopes, obtainCode, redeem } from "../oauth/grant.ts";

/** @see https://stytch.com/docs/api/connected-app-token */
export const token: Check = {
  id: "token",
  title: "The code becomes an access token, an ID token and a refresh token",
  needs: ["discovery", "authorize"],
  applies: () => true,
  async run(context, restarted) {
    const known = context.known();
    if (!isPublic(known) && known.app.clientSecret === undefined) {
      throw new CheckFailure(
        "The client is confidential, but its secret is missing.",
        "Pass the client secret (STYTCH_CLIENT_SECRET, or the output clientSecret).",
      );
    }
    if (restarted) {
      context.findings.note("grant", await obtainCode(context, mainScopes(context)));
    }
    const tokens = await redeem(context, context.findings.get("grant"));
    if (tokens.tokenType.toLowerCase() !== "bearer") {
      throw new CheckFailure(
        `The token type is ${tokens.tokenType}, not bearer.`,
        "Make sure that the token endpoint in the discovery document is Stytch's.",
      );
    }
    const missing = mainScopes(context).filter((scope) => !tokens.scopes.includes(scope));
    if (missing.length > 0) {
      throw new CheckFailure(
        `The token was granted without ${missing.join(", ")}.`,
        adviceOnScopes(context, missing),
      );
    }
    if (tokens.idToken === undefined || tokens.refreshToken === undefined) {
      throw new CheckFailure(
        `The response lacks ${tokens.idToken === undefined ? "the ID token" : "the refresh token"}.`,
        `No setting of a client keeps it from ${tokens.idToken === undefined ? "openid" : "offline_access"}, which was granted: ask Stytch.`,
      );
    }
    context.findings.note("tokens", tokens);
    return { scopes: tokens.scopes, expiresInSeconds: tokens.expiresIn };
  },
};
