import { randomPKCECodeVerifier } from "openid-client";
import type { Check } from "../check.ts";
import { obtainCode, redeem } from "../oauth/grant.ts";
import { expectRefusal } from "../refusals.ts";

/** @see https://www.rfc-editor.org/rfc/rfc7636#section-4.6 */
export const tokenWrongVerifierRefused: Check = {
  id: "token-wrong-verifier-refused",
  title: "A code cannot be redeemed with another PKCE verifier",
  needs: ["token"],
  applies: () => true,
  async run(context) {
    const grant = await obtainCode(context, ["openid"]);
    const verifier = randomPKCECodeVerifier();
    context.secrets.add(verifier);
    const refused = await expectRefusal(context, () => redeem(context, { ...grant, verifier }), {
      what: "A code with a wrong PKCE verifier",
      advice: "Do not use the app until this is fixed: whoever catches a code can redeem it.",
      because: /invalid_grant|pkce|verifier/,
    });
    return { refused };
  },
};
