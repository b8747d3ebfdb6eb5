import { createHmac } from "node:crypto";
import { z } from "zod";
import type { ProjectContext } from "../context.ts";
import { apiError } from "../errors.ts";
import { newId, sha256 } from "../ids.ts";
import { verifyJwt } from "../keys/keys.ts";
import { currentKey } from "../keys/signing-keys.ts";
import { type Subject, subjectId } from "../people/subject-type.ts";
import type { AuthenticationFactor, Session, SessionAttributes } from "../state/session.ts";
import type { ProjectState } from "../state/store.ts";
import { type CustomClaims, changeCustomClaims } from "./custom-claims.ts";
import { SESSION_CLAIM, signSessionJwt } from "./session-jwt.ts";

/** A session with its two proofs. */
export interface IssuedSession {
  session: Session;
  sessionToken: string;
  sessionJwt: string;
}

export interface NewSession {
  /** Lifetime in minutes, counted from now. */
  durationMinutes: number;
  factors: AuthenticationFactor[];
  /** Default: none. */
  customClaims?: CustomClaims;
  /** Default: both `""`. */
  attributes?: SessionAttributes;
}

export async function createSession(
  context: ProjectContext,
  subject: Subject,
  { durationMinutes, factors, customClaims = {}, attributes }: NewSession,
): Promise<IssuedSession> {
  const { project, state, clock } = context;
  const claims = changeCustomClaims({}, customClaims);
  const id = newId("session", project.environment);
  const token = await sessionTokenOf(state, id);
  const now = clock.now();
  const session: Session = {
    id,
    subjectId: subjectId(subject),
    organizationId: subject.kind === "member" ? subject.organization.id : null,
    tokenSha256: sha256(token),
    startedAt: now,
    lastAccessedAt: now,
    expiresAt: now + durationMinutes * 60_000,
    factors,
    customClaims: claims,
    attributes: attributes ?? { ipAddress: "", userAgent: "" },
  };
  state.sessions.add(session);
  return issueSession(context, subject, session);
}

/** Signs a new JWT for a session; the token stays the same. */
export async function issueSession(
  context: ProjectContext,
  subject: Subject,
  session: Session,
): Promise<IssuedSession> {
  const sessionToken = await sessionTokenOf(context.state, session.id);
  return { session, sessionToken, sessionJwt: await signSessionJwt(context, subject, session) };
}

/** Either way of proving a session; `""` counts as absent. */
export interface SessionProof {
  session_token?: string | undefined;
  session_jwt?: string | undefined;
}

/**
 * @throws ApiError 400 `no_session_arguments` or `too_many_session_arguments` unless there is
 * exactly one proof, and what `findSessionByToken` and `findSessionByJwt` throw.
 */
export async function findSession(context: ProjectContext, proof: SessionProof): Promise<Session> {
  const { session_token: token, session_jwt: jwt } = proof;
  if (token && jwt) throw apiError("too_many_session_arguments");
  if (token) return findSessionByToken(context, token);
  if (jwt) return findSessionByJwt(context, jwt);
  throw apiError("no_session_arguments");
}

/** @throws ApiError 400 `invalid_session_token` if malformed, 404 `session_not_found`. */
export function findSessionByToken({ state, clock }: ProjectContext, token: string): Session {
  if (!SESSION_TOKEN.test(token)) throw apiError("invalid_session_token");
  const hash = sha256(token);
  return notEnded(
    state.sessions.find((session) => session.tokenSha256 === hash),
    clock.now(),
  );
}

const sessionPayloadSchema = z.object({ [SESSION_CLAIM]: z.object({ id: z.string() }) });

/**
 * An expired JWT of a session that has not ended is as good as a fresh one.
 *
 * @throws ApiError 400 `unable_to_parse_session_jwt`, 404 `session_not_found`.
 */
export async function findSessionByJwt(context: ProjectContext, jwt: string): Promise<Session> {
  const verified = await verifyJwt(context.state, jwt, context);
  const payload = sessionPayloadSchema.safeParse(verified?.payload);
  if (!payload.success) throw apiError("unable_to_parse_session_jwt");
  return notEnded(context.state.sessions.get(payload.data[SESSION_CLAIM].id), context.clock.now());
}

/** Whether a session has reached its end. */
export function isExpired(session: Session, now: number): boolean {
  return session.expiresAt <= now;
}

/** After this, neither the token nor a JWT of the session can be authenticated. */
export function revokeSession(state: ProjectState, session: Session): void {
  state.sessions.remove(session.id);
}

const SESSION_TOKEN = /^[\w-]{44}$/;

function notEnded(session: Session | undefined, now: number): Session {
  if (session === undefined || isExpired(session, now)) throw apiError("session_not_found");
  return session;
}

/**
 * Derived, so that the token of a session that is known by its JWT can be returned although only a
 * hash of it is kept.
 */
async function sessionTokenOf(state: ProjectState, sessionId: string): Promise<string> {
  const { tokenSecret } = await currentKey(state);
  const mac = createHmac("sha512", tokenSecret).update(sessionId).digest();
  return mac.subarray(0, 33).toString("base64url");
}
