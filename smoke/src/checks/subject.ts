import type { Check } from "../check.ts";
import type { CheckContext } from "../context.ts";
import { CheckFailure, mayHaveSucceeded, SmokeError } from "../errors.ts";
import { hasConsented, revokeConsent } from "../stytch/consent.ts";
import { loginWithOAuth, loginWithPassword } from "../stytch/logins.ts";
import {
  authenticateSession,
  type LiveSession,
  type SessionCredential,
  type SessionWish,
} from "../stytch/sessions.ts";
import { revokeLostSessionLater, revokeSessionsLater, sessionWish } from "../subject/sessions.ts";
import { subjectOf } from "../subject/subject.ts";
import { createTemporarySubject, type Leftovers, removeLeftovers } from "../subject/temporary.ts";
import type { Vertical } from "../target.ts";

const NO_LEFTOVERS: Leftovers = { kind: "removed", count: 0 };

/** Finds or creates someone with a session: only authorizations from a session can be exchanged later. */
export const subject: Check = {
  id: "subject",
  title: "A user or member with a session can sign in",
  needs: ["client-registered"],
  applies: () => true,
  async run(context, restarted) {
    const { subjectKind, findings, cleanup, target, call, secrets } = context;
    const vertical = findings.get("vertical");
    const temporary = subjectKind === "temporary";
    const leftovers = temporary ? await removeLeftovers(context, vertical) : NO_LEFTOVERS;
    const credential = givenSession(context);
    const session =
      credential === undefined
        ? await login(context, restarted)
        : await authenticateSession(call, vertical, credential);
    secrets.add(session.token, session.jwt);
    const found = subjectOf(session, credential ?? { session_token: session.token }, temporary);
    if (credential === undefined) context.sessionIds.add(session.id);
    // Deleting a temporary subject ends its sessions.
    if (!temporary) revokeSessionsLater(context, vertical, found);
    const consented = !temporary && (await hasConsented(call, found, target.app.clientId));
    if (consented) {
      cleanup.leave("the consent that the subject had given before");
    } else {
      cleanup.add("consent", () => revokeConsent(call, found, target.app.clientId));
    }
    findings.note("subject", { ...found, consented });
    const { subjectId, organizationId = null } = found;
    return {
      source: subjectKind ?? "none",
      subjectId,
      organizationId,
      leftovers: leftovers.kind === "removed" ? leftovers.count : leftovers.reason,
    };
  },
};

function givenSession({ subjectKind, options }: CheckContext): SessionCredential | undefined {
  const { sessionToken = "", sessionJwt = "" } = options.subject;
  if (subjectKind === "session-token") return { session_token: sessionToken };
  return subjectKind === "session-jwt" ? { session_jwt: sessionJwt } : undefined;
}

async function login(context: CheckContext, restarted: boolean): Promise<LiveSession> {
  const { subjectKind, findings } = context;
  const vertical = findings.get("vertical");
  const wish = sessionWish(context);
  if (subjectKind === "temporary")
    return createTemporarySubject(context, vertical, wish, restarted);
  try {
    return await loginAsGiven(context, vertical, wish);
  } catch (error) {
    if (!(error instanceof SmokeError) || !mayHaveSucceeded(error)) throw error;
    revokeLostSessionLater(context, vertical);
    if (subjectKind === "social-login") {
      error.retried = true;
      error.advice =
        "Sign in again and pass the new token: the server may have used this one up (STYTCH_SMOKE_OAUTH_TOKEN).";
    }
    throw error;
  }
}

async function loginAsGiven(
  { call, options, subjectKind }: CheckContext,
  vertical: Vertical,
  wish: SessionWish,
): Promise<LiveSession> {
  const { email = "", password = "", organizationId, oauthToken = "" } = options.subject;
  if (subjectKind === "social-login") {
    const verifier = options.subject.oauthCodeVerifier;
    return loginWithOAuth(call, vertical, { token: oauthToken, verifier }, wish);
  }
  if (vertical === "b2b" && organizationId === undefined) {
    throw new CheckFailure(
      "The project is B2B, but the organization of the member is missing.",
      "Pass the organization id or slug (--organization, STYTCH_SMOKE_ORGANIZATION_ID).",
    );
  }
  return loginWithPassword(call, vertical, { email, password, organizationId }, wish);
}
