import type { Check } from "../check.ts";
import { CheckFailure } from "../errors.ts";
import { obtainCode, redeem, refreshTokens } from "../oauth/grant.ts";
import { expectRefusal, inBrackets, lastRequestId } from "../refusals.ts";

const ADVICE = "Do not rely on revoking tokens until this is fixed, and ask Stytch.";

/**
 * Uses its own tokens: earlier checks may have revoked those of the main flow.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7009
 */
export const revoke: Check = {
  id: "revoke",
  title: "Revoking a refresh token revokes its access token too",
  needs: ["introspect"],
  applies: () => true,
  async run(context) {
    const oauth = context.findings.get("oauth");
    const grant = await obtainCode(context, ["openid", "offline_access"]);
    const { accessToken, refreshToken } = await redeem(context, grant);
    if (refreshToken === undefined) {
      throw new CheckFailure(
        "The second login gave no refresh token.",
        "No setting of a client keeps it from offline_access, which was granted at the first login: run the smoke test again, and ask Stytch if it persists.",
      );
    }
    await oauth.revoke(refreshToken);
    const alive: string[] = [];
    const requestIds: string[] = [];
    for (const [kind, token] of [
      ["refresh", refreshToken] as const,
      ["access", accessToken] as const,
    ]) {
      if (!(await oauth.introspect(token, `${kind}_token`)).active) continue;
      alive.push(kind);
      requestIds.push(...lastRequestId(context));
    }
    if (alive.length > 0) {
      const what = `${alive.join(" and ")} token active${inBrackets(requestIds)}`;
      throw new CheckFailure(
        `After revoking the refresh token, introspection calls the ${what}.`,
        ADVICE,
        requestIds,
      );
    }
    const refused = await expectRefusal(context, () => refreshTokens(context, refreshToken), {
      what: "A refresh token that was revoked",
      advice: ADVICE,
      because: /invalid_grant|idp_refresh_token/,
    });
    return { refused };
  },
};
