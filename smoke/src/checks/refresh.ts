import type { Check } from "../check.ts";
import { CheckFailure } from "../errors.ts";
import { isPublic } from "../known-target.ts";
import { obtainTokens, refreshTokens } from "../oauth/grant.ts";
import { subjectInJwt } from "../oauth/jwt.ts";
import { expectRefusal } from "../refusals.ts";

/** @see https://stytch.com/docs/api/connected-app-token-refresh-token */
export const refresh: Check = {
  id: "refresh",
  title: "The refresh token gives a new access token; a public client's works once",
  needs: ["token"],
  applies: () => true,
  async run(context, restarted) {
    const { findings } = context;
    const before = restarted ? await obtainTokens(context) : findings.get("tokens");
    const { refreshToken: first = "", accessToken } = before;
    const tokens = await refreshTokens(context, first);
    // Not verified: the first access token, which is made in the same way, has checks of its own.
    const sub = subjectInJwt(tokens.accessToken);
    const isSame = tokens.accessToken === accessToken;
    if (isSame || sub !== findings.get("subject").subjectId) {
      throw new CheckFailure(
        isSame
          ? "Refreshing gave the old access token."
          : "The refreshed token belongs to another subject.",
        "Do not rely on refresh tokens until this is fixed, and ask Stytch.",
      );
    }
    const rotated = tokens.refreshToken !== undefined && tokens.refreshToken !== first;
    if (!isPublic(context.known())) return { rotated };
    if (!rotated) {
      throw new CheckFailure(
        "The refresh token of a public client was not replaced by a new one.",
        "Do not use the app until this is fixed: a stolen refresh token would go unnoticed.",
      );
    }
    const reuse = await expectRefusal(context, () => refreshTokens(context, first), {
      what: "A refresh token that was used before",
      advice: "Do not use the app until this is fixed: a stolen refresh token works forever.",
      because: /invalid_grant|idp_refresh_token/,
    });
    return { rotated, reuse };
  },
};
