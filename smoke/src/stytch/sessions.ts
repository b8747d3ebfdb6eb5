import { z } from "zod";
import { RefusedError } from "../errors.ts";
import type { Vertical } from "../target.ts";
import type { Caller } from "./caller.ts";
import type { Person } from "./people.ts";

const factor = z
  .object({
    type: z.string(),
    delivery_method: z.string(),
    oauth_access_token_exchange_factor: z.object({ client_id: z.string() }).nullish(),
  })
  .transform((wire) => ({
    type: wire.type,
    deliveryMethod: wire.delivery_method,
    exchangedBy: wire.oauth_access_token_exchange_factor?.client_id,
  }));

const common = {
  started_at: z.iso.datetime({ offset: true }),
  expires_at: z.iso.datetime({ offset: true }),
  authentication_factors: z.array(factor),
  custom_claims: z.record(z.string(), z.unknown()).nullish(),
};

interface CommonWire {
  started_at: string;
  expires_at: string;
  authentication_factors: z.output<typeof factor>[];
  custom_claims?: Record<string, unknown> | null | undefined;
}

const camel = (wire: CommonWire) => ({
  startedAt: new Date(wire.started_at),
  expiresAt: new Date(wire.expires_at),
  factors: wire.authentication_factors,
  customClaims: wire.custom_claims ?? {},
});

const consumerSession = z
  .object({ session_id: z.string(), user_id: z.string(), ...common })
  .transform((wire) => ({ id: wire.session_id, subjectId: wire.user_id, ...camel(wire) }));

const memberSession = z
  .object({
    member_session_id: z.string(),
    member_id: z.string(),
    organization_id: z.string(),
    ...common,
  })
  .transform((wire) => ({
    id: wire.member_session_id,
    subjectId: wire.member_id,
    organizationId: wire.organization_id,
    ...camel(wire),
  }));

/** A session of a user or of a member. */
export interface Session extends Person {
  readonly id: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  readonly factors: readonly z.output<typeof factor>[];
  readonly customClaims: Readonly<Record<string, unknown>>;
}

/** A session with both of its credentials. */
export interface LiveSession extends Session {
  readonly token: string;
  readonly jwt: string;
}

/** Exactly one of the two. */
export type SessionCredential =
  | { readonly session_token: string }
  | { readonly session_jwt: string };

const tokens = { session_token: z.string(), session_jwt: z.string() };

/** Social logins call the session `user_session`. */
const consumerResponse = z
  .object({
    ...tokens,
    session: consumerSession.nullish(),
    user_session: consumerSession.nullish(),
  })
  .transform((response, context) =>
    withCredentials(response, response.session ?? response.user_session, context),
  );

const memberResponse = z
  .object({ ...tokens, member_session: memberSession.nullish() })
  .transform((response, context) => withCredentials(response, response.member_session, context));

/** A login may succeed without a session. */
function withCredentials(
  { session_token: token, session_jwt: jwt }: { session_token: string; session_jwt: string },
  session: Session | null | undefined,
  context: z.RefinementCtx,
): LiveSession {
  if (session && token && jwt) return { ...session, token, jwt };
  const message = "is missing; is a second factor due?";
  context.addIssue({ code: "custom", message, path: ["session"] });
  return z.NEVER;
}

/** A response that holds a session, whichever name the endpoint has for it. */
export function sessionResponse(vertical: Vertical): z.ZodType<LiveSession> {
  return vertical === "b2b" ? memberResponse : consumerResponse;
}

const root = (vertical: Vertical) => (vertical === "b2b" ? "/v1/b2b" : "/v1");

/** What a new session should have. */
export interface SessionWish {
  /** Minutes. */
  readonly durationMinutes: number;
  readonly customClaims: Readonly<Record<string, unknown>>;
}

/** Turns an access token into a session. */
export function exchangeAccessToken(
  call: Caller,
  vertical: Vertical,
  accessToken: string,
  wish: SessionWish,
): Promise<LiveSession> {
  return call({
    method: "POST",
    path: `${root(vertical)}/sessions/exchange_access_token`,
    body: {
      access_token: accessToken,
      session_duration_minutes: wish.durationMinutes,
      session_custom_claims: wish.customClaims,
    },
    response: sessionResponse(vertical),
    finish: true,
  });
}

/** Asks whether a session is active; does not extend it. */
export function authenticateSession(
  call: Caller,
  vertical: Vertical,
  credential: SessionCredential,
): Promise<LiveSession> {
  return call({
    method: "POST",
    path: `${root(vertical)}/sessions/authenticate`,
    body: credential,
    response: sessionResponse(vertical),
    idempotent: true,
  });
}

/** Makes sure that a session is over. */
export async function revokeSession(call: Caller, vertical: Vertical, id: string): Promise<void> {
  try {
    await call({
      method: "POST",
      path: `${root(vertical)}/sessions/revoke`,
      body: vertical === "b2b" ? { member_session_id: id } : { session_id: id },
      response: z.object({}),
      idempotent: true,
    });
  } catch (error) {
    // The response to an earlier try may have been lost.
    if (!(error instanceof RefusedError) || error.refusal.status !== 404) throw error;
  }
}

/** The active sessions of a user or member. */
export async function listSessions(call: Caller, person: Person): Promise<Session[]> {
  if (person.organizationId === undefined) {
    const query = new URLSearchParams({ user_id: person.subjectId });
    const response = z.object({ sessions: z.array(consumerSession) });
    return (await call({ method: "GET", path: `/v1/sessions?${query}`, response })).sessions;
  }
  const query = new URLSearchParams({
    organization_id: person.organizationId,
    member_id: person.subjectId,
  });
  const response = z.object({ member_sessions: z.array(memberSession) });
  return (await call({ method: "GET", path: `/v1/b2b/sessions?${query}`, response }))
    .member_sessions;
}
