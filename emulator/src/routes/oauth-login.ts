import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type ProjectContext, type Services } from "../context.ts";
import { apiError } from "../errors.ts";
import { newId } from "../ids.ts";
import { emulatedAccount, providerValues, takeLoginToken } from "../oauth-login/login-tokens.ts";
import { type Provider, providerOf } from "../oauth-login/providers.ts";
import { findUserByEmail } from "../people/find.ts";
import { createUser } from "../people/users.ts";
import { oauthFactor } from "../sessions/factors.ts";
import { checkLogin, logIn, sessionFields, sessionProofFields } from "../sessions/login.ts";
import { sessionBody, sessionTokens, subjectBody } from "../sessions/response.ts";
import type { User } from "../state/user.ts";
import { timestamp } from "../timestamp.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const authenticateSchema = z.object({
  token: z.string(),
  code_verifier: z.string().optional(),
  ...sessionFields,
  ...sessionProofFields,
});

const PROVIDER_TOKEN_MS = 60 * 60_000;

/**
 * Ends a social login: creates the user if there is none with that address yet.
 *
 * @see https://stytch.com/docs/api/oauth-authenticate
 */
export function oauthLoginRoutes(services: Services): Hono<AuthenticatedEnv> {
  return new Hono<AuthenticatedEnv>().post("/authenticate", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const { clock, project } = context;
    const request = await readBody(c, authenticateSchema);
    checkLogin(request);
    const login = takeLoginToken(context, request.token, request.code_verifier || undefined);
    const provider = providerOf(login.provider, "consumer");
    if (provider === undefined) throw apiError("invalid_oauth_provider");
    const { user, registration, emailId } = registerUser(context, provider, login.email);
    const subject = { kind: "user", user } as const;
    const factor = oauthFactor(provider, registration, emailId, clock.now());
    const issued = await logIn(context, subject, factor, request);
    return success(project, {
      user_id: user.id,
      provider_subject: registration.providerSubject,
      provider_type: registration.providerType,
      provider_values: providerValues(login, timestamp(clock.now() + PROVIDER_TOKEN_MS)),
      reset_sessions: false,
      oauth_user_registration_id: registration.registrationId,
      user_session: issued === undefined ? null : sessionBody(subject, issued.session),
      ...sessionTokens(issued),
      ...subjectBody(subject),
    });
  });
}

function registerUser(context: ProjectContext, provider: Provider, email: string) {
  const account = emulatedAccount(provider, email);
  const known = findUserByEmail(context.state, email) ?? createUser(context, { email });
  const registration = known.oauthRegistrations.find(
    (other) => other.providerType === account.providerType,
  ) ?? { ...account, registrationId: newId("oauth-user", context.project.environment) };
  // The owner of the account owns the address.
  const emails = known.emails.map((entry) =>
    entry.email.toLowerCase() === email.toLowerCase() ? { ...entry, verified: true } : entry,
  );
  const others = known.oauthRegistrations.filter((other) => other !== registration);
  const user: User = {
    ...known,
    status: "active",
    emails,
    oauthRegistrations: [...others, registration],
  };
  context.state.users.replace(user);
  const emailId = emails.find(
    (entry) => entry.email.toLowerCase() === email.toLowerCase(),
  )?.emailId;
  return { user, registration, emailId: emailId ?? "" };
}
