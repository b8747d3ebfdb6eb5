import type { Check } from "../check.ts";
import type { CheckContext } from "../context.ts";
import { isInconclusive, RefusedError } from "../errors.ts";
import { mayExchange } from "../known-target.ts";
import { attemptAuthorization, redeem } from "../oauth/grant.ts";
import type { TokenResponse } from "../oauth/token-response.ts";
import { accepted, expectRefusal } from "../refusals.ts";
import { exchange } from "../subject/sessions.ts";

const ADVICE =
  "Do not use the app before this is fixed: its tokens give full access to the account.";

/**
 * Asks for `full_access` although the client may not have it; Stytch may refuse or leave it out.
 *
 * @see https://stytch.com/docs/connected-apps/oauth-learn-more/oauth-scopes
 */
export const sessionExchangeRefused: Check = {
  id: "session-exchange-refused",
  title: "Tokens of a client without full access do not become sessions",
  needs: ["token"],
  applies: (target) => !mayExchange(target) || "tokens of this client may be exchanged",
  async run(context) {
    const tokens = await askForFullAccess(context);
    if (typeof tokens === "string") return { refused: tokens };
    if (tokens.scopes.includes("full_access")) {
      throw accepted(context, "The client was granted the scope full_access", ADVICE);
    }
    const refused = await expectRefusal(context, () => exchange(context, tokens.accessToken), {
      what: "The exchange of an access token without full access",
      advice: ADVICE,
      because: /access_token|full_access/,
    });
    return { refused };
  },
};

/** @returns the tokens, or why the authorization was refused. */
async function askForFullAccess(context: CheckContext): Promise<TokenResponse | string> {
  try {
    const scopes = ["openid", "full_access"];
    const { answer, ...rest } = await attemptAuthorization(context, { scopes });
    if (answer.code === undefined) return "by redirect";
    return await redeem(context, { ...rest, code: answer.code });
  } catch (error) {
    if (!(error instanceof RefusedError) || isInconclusive(error)) throw error;
    const { status, errorType = "" } = error.refusal;
    if (!/scope|full_access/.test(errorType)) throw error;
    return `${status} ${errorType}`;
  }
}
