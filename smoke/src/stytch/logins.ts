import { z } from "zod";
import type { Vertical } from "../target.ts";
import type { Caller } from "./caller.ts";
import { type LiveSession, type SessionWish, sessionResponse } from "./sessions.ts";

const wire = (wish: SessionWish) => ({
  session_duration_minutes: wish.durationMinutes,
  session_custom_claims: wish.customClaims,
});

/** @param who `organizationId` is for B2B only, and may be a slug. */
export function loginWithPassword(
  call: Caller,
  vertical: Vertical,
  who: { email: string; password: string; organizationId?: string | undefined },
  wish: SessionWish,
): Promise<LiveSession> {
  const { email, password, organizationId } = who;
  const b2b = vertical === "b2b";
  return call({
    method: "POST",
    path: b2b ? "/v1/b2b/passwords/authenticate" : "/v1/passwords/authenticate",
    body: {
      ...(b2b ? { organization_id: organizationId, email_address: email } : { email }),
      password,
      ...wire(wish),
    },
    response: sessionResponse(vertical),
    finish: true,
  });
}

export function loginWithOAuth(
  call: Caller,
  vertical: Vertical,
  login: { token: string; verifier?: string | undefined },
  wish: SessionWish,
): Promise<LiveSession> {
  const b2b = vertical === "b2b";
  return call({
    method: "POST",
    path: b2b ? "/v1/b2b/oauth/authenticate" : "/v1/oauth/authenticate",
    body: {
      ...(b2b
        ? { oauth_token: login.token, pkce_code_verifier: login.verifier }
        : { token: login.token, code_verifier: login.verifier }),
      ...wire(wish),
    },
    response: sessionResponse(vertical),
    finish: true,
  });
}

/** Creates a user with a password, and their first session. */
export function createUserWithPassword(
  call: Caller,
  who: { email: string; password: string },
  wish: SessionWish,
): Promise<LiveSession> {
  return call({
    method: "POST",
    path: "/v1/passwords",
    body: { ...who, ...wire(wish) },
    response: sessionResponse("consumer"),
    finish: true,
  });
}

/** A PBKDF2 hash in the form that Stytch's import takes. Texts are base64. */
export interface PasswordHash {
  readonly hash: string;
  readonly salt: string;
  readonly iterations: number;
  readonly keyLength: number;
}

/** Creates a member with a password: in B2B, only the import of hashes can. */
export async function importMemberWithPassword(
  call: Caller,
  organizationId: string,
  email: string,
  password: PasswordHash,
): Promise<void> {
  await call({
    method: "POST",
    path: "/v1/b2b/passwords/migrate",
    body: {
      organization_id: organizationId,
      email_address: email,
      hash: password.hash,
      hash_type: "pbkdf_2",
      pbkdf_2_config: {
        salt: password.salt,
        iteration_amount: password.iterations,
        key_length: password.keyLength,
        algorithm: "sha256",
      },
    },
    response: z.object({}),
    finish: true,
  });
}
