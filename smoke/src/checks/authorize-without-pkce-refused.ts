import type { Check } from "../check.ts";
import { CheckFailure, RefusedError } from "../errors.ts";
import { isPublic } from "../known-target.ts";
import { attemptAuthorization } from "../oauth/grant.ts";
import { expectRefusal } from "../refusals.ts";

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
        const error = new URL(response.redirectUri).searchParams.get("error");
        if (error === null) {
          throw new CheckFailure(
            "An authorization without PKCE gave neither a code nor an error.",
            "Run the smoke test again, and ask Stytch if it persists.",
          );
        }
        // The redirect URL is the client's own, so a refusal may come by redirect as well.
        throw new RefusedError("redirect", {
          status: 400,
          errorType: error,
          said: undefined,
          requestId: undefined,
        });
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
