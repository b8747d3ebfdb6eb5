import type { Check } from "../check.ts";
import type { CheckContext } from "../context.ts";
import { isInconclusive, RefusedError } from "../errors.ts";
import { mayExchange } from "../known-target.ts";
import { attemptAuthorization, redeem } from "../oauth/grant.ts";
import type { TokenResponse } from "../oauth/token-response.ts";
import { accepted, expectRefusal, refusedByRedirect } from "../refusals.ts";
import { exchange } from "../subject/sessions.ts";

const ADVICE =
  "Do not use the app until this is fixed: its tokens give full access to the account.";

/**
 * Asks for `full_access` although the client may not have it; Stytch may refuse it or leave it out.
 *
 * @see https://stytch.com/docs/connected-apps/oauth-learn-more/oauth-scopes
 */
export const sessionExchangeRefused: Check = {
  id: "session-exchange-refused",
  title: "Tokens of a client without full access do not become sessions",
  needs: ["token"],
  applies: (target) => !mayExchange(target) || "tokens of this client may be exchanged",
  async run(context) {
    const outcome = await askForFullAccess(context);
    if (outcome.kind === "refused") return { refused: outcome.reason };
    const { tokens } = outcome;
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

/** Names of errors that refuse the scope, and not just anything. */
const REFUSALS = /scope|full_access/;
/** @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 */
const REFUSALS_BY_REDIRECT = /scope|full_access|access_denied/;

type Authorization =
  | { readonly kind: "granted"; readonly tokens: TokenResponse }
  | { readonly kind: "refused"; readonly reason: string };

async function askForFullAccess(context: CheckContext): Promise<Authorization> {
  try {
    const scopes = ["openid", "full_access"];
    const { response, ...rest } = await attemptAuthorization(context, { scopes });
    if (response.code === undefined) {
      const refusal = refusedByRedirect("An authorization for full access", response.redirectUri);
      if (REFUSALS_BY_REDIRECT.test(refusal.refusal.errorType ?? "")) {
        return { kind: "refused", reason: "by redirect" };
      }
      throw refusal;
    }
    const tokens = await redeem(context, { ...rest, code: response.code });
    return { kind: "granted", tokens };
  } catch (error) {
    if (!(error instanceof RefusedError) || isInconclusive(error)) throw error;
    const { status, errorType = "" } = error.refusal;
    if (!REFUSALS.test(errorType)) throw error;
    return { kind: "refused", reason: `${status} ${errorType}` };
  }
}
