import { randomBytes } from "node:crypto";
import type { Check } from "../check.ts";
import { isPublic } from "../known-target.ts";
import { obtainCode, redeem } from "../oauth/grant.ts";
import { expectRefusal } from "../refusals.ts";

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1 */
export const tokenWrongSecretRefused: Check = {
  id: "token-wrong-secret-refused",
  title: "A code cannot be redeemed with another client secret",
  needs: ["token"],
  applies: (target) => !isPublic(target) || "the client is public and has no secret",
  async run(context) {
    const grant = await obtainCode(context, ["openid"]);
    const wrong = randomBytes(36).toString("base64url");
    context.secrets.add(wrong);
    const refused = await expectRefusal(context, () => redeem(context, grant, wrong), {
      what: "A code with a wrong client secret",
      advice: "Do not use the app until this is fixed: whoever knows a code can redeem it.",
      because: /invalid_client|unauthorized/,
    });
    return { refused };
  },
};
