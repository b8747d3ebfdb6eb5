import type { Check } from "../check.ts";
import { mayExchange } from "../known-target.ts";
import { obtainTokens } from "../oauth/grant.ts";
import { expectRefusal } from "../refusals.ts";
import { exchange } from "../subject/sessions.ts";

/** @see https://stytch.com/docs/b2b/api/connected-app-access-token-exchange */
export const sessionExchangeReplayRefused: Check = {
  id: "session-exchange-replay-refused",
  title: "An access token can be exchanged once",
  needs: ["session-exchange"],
  applies: (target) => mayExchange(target) || "tokens of this client may not be exchanged",
  async run(context, restarted) {
    const { accessToken } = restarted
      ? await obtainTokens(context)
      : context.findings.get("tokens");
    if (restarted) await exchange(context, accessToken);
    const refused = await expectRefusal(context, () => exchange(context, accessToken), {
      what: "An access token that was exchanged before",
      advice: "Do not use the exchange until this is fixed: a stolen token gives a session.",
      because: /access_token/,
    });
    return { refused };
  },
};
