import type { Check } from "../check.ts";
import { obtainCode, redeem } from "../oauth/grant.ts";
import { expectRefusal } from "../refusals.ts";

/**
 * Uses its own code: a server may revoke what a replayed code yielded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
export const codeReplayRefused: Check = {
  id: "code-replay-refused",
  title: "A code works once",
  needs: ["token"],
  applies: () => true,
  async run(context) {
    const grant = await obtainCode(context, ["openid"]);
    await redeem(context, grant);
    const refused = await expectRefusal(context, () => redeem(context, grant), {
      what: "A code that was redeemed before",
      advice: "Do not use the app until this is fixed: codes end up in logs and histories.",
      because: /invalid_grant|idp_auth_code/,
    });
    return { refused };
  },
};
