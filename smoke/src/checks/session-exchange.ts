import type { Check } from "../check.ts";
import { CheckFailure } from "../errors.ts";
import { mayExchange } from "../known-target.ts";
import { obtainTokens } from "../oauth/grant.ts";
import { issuersOf, verifyJwt } from "../oauth/jwt.ts";
import { canonical } from "../oauth/template-claims.ts";
import { exchange, sessionWish } from "../subject/sessions.ts";

/** Seconds by which a session may be shorter or longer than asked for. */
const TOLERANCE_SECONDS = 10;

/** @see https://stytch.com/docs/b2b/api/connected-app-access-token-exchange */
export const sessionExchange: Check = {
  id: "session-exchange",
  title: "The access token becomes a session with the lifetime and claims asked for",
  needs: ["token"],
  applies: (target) => mayExchange(target) || "tokens of this client may not be exchanged",
  async run(context, restarted) {
    const { findings, options, target } = context;
    if (restarted) findings.note("tokens", await obtainTokens(context));
    const wish = sessionWish(context);
    const session = await exchange(context, findings.get("tokens").accessToken);

    const seconds = (session.expiresAt.getTime() - session.startedAt.getTime()) / 1000;
    const wanted = options.sessionDurationMinutes * 60;
    const different = Object.entries(wish.customClaims)
      .filter(([name, value]) => canonical(session.customClaims[name]) !== canonical(value))
      .map(([name]) => name);
    if (session.subjectId !== findings.get("subject").subjectId) {
      throw new CheckFailure(
        "The session belongs to someone other than the subject of the access token.",
        "Do not use the exchange until this is fixed, and ask Stytch.",
      );
    }
    if (Math.abs(seconds - wanted) > TOLERANCE_SECONDS) {
      throw new CheckFailure(
        `The session lasts ${seconds} s, not ${wanted} s.`,
        `Ask for a duration that the project's settings for sessions in the Stytch dashboard allow (--session-minutes, sessionDurationMinutes; it was ${options.sessionDurationMinutes}).`,
      );
    }
    if (different.length > 0) {
      throw new CheckFailure(
        `The session lacks custom claims, or has other values: ${different.join(", ")}.`,
        "Make sure that no session template of the project replaces these claims.",
      );
    }
    if (!session.factors.some((factor) => factor.exchangedBy === target.app.clientId)) {
      throw new CheckFailure(
        "No authentication factor of the session names the client.",
        "Do not rely on the factors of exchanged sessions until this is fixed, and ask Stytch.",
      );
    }
    const { keys, issuer } = findings.get("oauth");
    const claims = await verifyJwt("The session JWT", session.jwt, keys);
    const issuers = issuersOf(issuer, target.apiUrl, target.projectId);
    if (!issuers.includes(claims.iss) || !claims.aud.includes(target.projectId)) {
      throw new CheckFailure(
        `The session JWT is from ${claims.iss} for ${claims.aud.join(", ")}.`,
        "Make sure that apiUrl and projectDomain belong to the same project.",
      );
    }
    findings.note("session", session);
    return { lifetimeSeconds: seconds, claims: Object.keys(session.customClaims) };
  },
};
