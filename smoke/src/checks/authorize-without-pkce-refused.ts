import type { Check } from "../check.ts";
import { isPublic } from "../known-target.ts";
import { attemptAuthorization } from "../oauth/grant.ts";
import { expectRefusal, refusedByRedirect } from "../refusals.ts";

/** @see https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1 */
export const authorizeWithoutPkceRefused: Check = {
  id: "authorize-without-pkce-refused",
  title: "A public client gets no code without PKCE",
  needs: ["authorize-start"],
  applies: (target) => isPublic(target) || "the client is confidential",
  async run(context) {
    const refused = await expectRefusal(
      context,
      async () => {
        const { response } = await attemptAuthorization(context, {
          scopes: ["openid"],
          pkce: false,
        });
        if (response.code !== undefined) return;
        throw refusedByRedirect("An authorization without PKCE", response.redirectUri);
      },
      {
        what: "An authorization of a public client without PKCE",
        advice: "Do not use the app until this is fixed: whoever catches a code can redeem it.",
        because: /pkce|code_challenge|invalid_request/,
      },
    );
    return { refused };
  },
};
