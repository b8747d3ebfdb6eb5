import type { Check } from "../check.ts";
import { mayExchange } from "../known-target.ts";
import { expectRefusal } from "../refusals.ts";
import { exchangeAccessToken } from "../stytch/sessions.ts";
import { sessionWish } from "../subject/sessions.ts";

/** @see https://stytch.com/docs/b2b/api/connected-app-access-token-exchange */
export const sessionExchangeReplayRefused: Check = {
  id: "session-exchange-replay-refused",
  title: "An access token can be exchanged once",
  needs: ["session-exchange"],
  applies: (target) => mayExchange(target) || "tokens of this client may not be exchanged",
  async run(context) {
    const { call, findings, secrets, sessionIds } = context;
    const { accessToken } = findings.get("tokens");
    const refused = await expectRefusal(
      async () => {
        const wish = sessionWish(context);
        const session = await exchangeAccessToken(
          call,
          findings.get("vertical"),
          accessToken,
          wish,
        );
        secrets.add(session.token, session.jwt);
        sessionIds.add(session.id);
      },
      {
        what: "An access token that was exchanged before",
        advice: "Do not use the exchange before this is mended: a stolen token gives a session.",
        because: /access_token/,
      },
    );
    return { refused };
  },
};
