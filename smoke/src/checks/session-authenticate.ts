import type { Check } from "../check.ts";
import { CheckFailure, isInconclusive, RefusedError } from "../errors.ts";
import { mayExchange } from "../known-target.ts";
import { obtainTokens } from "../oauth/grant.ts";
import { expectRefusal } from "../refusals.ts";
import { authenticateSession, revokeSession } from "../stytch/sessions.ts";
import { exchange } from "../subject/sessions.ts";

/** @see https://stytch.com/docs/api/session-auth */
export const sessionAuthenticate: Check = {
  id: "session-authenticate",
  title: "The exchanged session works until it is revoked",
  needs: ["session-exchange"],
  applies: (target) => mayExchange(target) || "tokens of this client may not be exchanged",
  async run(context, restarted) {
    const { call, findings, sessionIds } = context;
    if (restarted) {
      const { accessToken } = await obtainTokens(context);
      findings.note("session", await exchange(context, accessToken));
    }
    const vertical = findings.get("vertical");
    const session = findings.get("session");
    const credential = { session_token: session.token };
    const alive = await authenticateSession(call, vertical, credential).catch((error: unknown) => {
      if (!(error instanceof RefusedError) || isInconclusive(error)) throw error;
      throw new CheckFailure(
        `The session is dead right after the exchange: ${error.message}.`,
        "Look for something that revokes sessions of this user or member, such as a webhook.",
      );
    });
    if (alive.id !== session.id || alive.subjectId !== session.subjectId) {
      throw new CheckFailure(
        "The session token belongs to a different session than the exchange named.",
        "Do not use the exchange until this is fixed, and ask Stytch.",
      );
    }
    await revokeSession(call, vertical, session.id);
    const afterRevoke = await expectRefusal(
      context,
      () => authenticateSession(call, vertical, credential),
      {
        what: "A session that was revoked",
        advice: "Do not rely on logging out until this is fixed, and ask Stytch.",
        because: /session/,
      },
    );
    sessionIds.delete(session.id);
    return { alive: true, afterRevoke };
  },
};
