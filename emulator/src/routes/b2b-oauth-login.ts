import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type ProjectContext, type Services } from "../context.ts";
import { apiError } from "../errors.ts";
import { newId } from "../ids.ts";
import { emulatedAccount, providerValues, takeLoginToken } from "../oauth-login/login-tokens.ts";
import { type Provider, providerOf } from "../oauth-login/providers.ts";
import { findMemberByEmail, findOrganization } from "../people/find.ts";
import { createMember } from "../people/members.ts";
import { allowsEmailProvisioning, checkAuthMethod } from "../people/organization-rules.ts";
import { oauthFactor } from "../sessions/factors.ts";
import { checkLogin, sessionFields, sessionProofFields } from "../sessions/login.ts";
import { memberLoginResponse } from "../sessions/member-login.ts";
import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import { timestamp } from "../timestamp.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const authenticateSchema = z.object({
  oauth_token: z.string(),
  pkce_code_verifier: z.string().optional(),
  ...sessionFields,
  ...sessionProofFields,
});

const PROVIDER_TOKEN_MS = 60 * 60_000;

/**
 * Ends a social login to an organization. A new address becomes a member only where the
 * organization provisions by email domain.
 *
 * @see https://stytch.com/docs/b2b/api/authenticate-oauth
 */
export function b2bOauthLoginRoutes(services: Services): Hono<AuthenticatedEnv> {
  return new Hono<AuthenticatedEnv>().post("/authenticate", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const { clock, project, state } = context;
    const request = await readBody(c, authenticateSchema);
    checkLogin(request);
    const verifier = request.pkce_code_verifier || undefined;
    const login = takeLoginToken(context, request.oauth_token, verifier);
    const provider = providerOf(login.provider, "b2b");
    if (provider === undefined) throw apiError("invalid_oauth_provider");
    if (login.organizationId === null) throw apiError("oauth_token_not_found");
    const organization = findOrganization(state, login.organizationId);
    const { member, registration } = registerMember(context, organization, provider, login.email);
    const subject = { kind: "member", member, organization } as const;
    const factor = oauthFactor(provider, registration, member.emailId, clock.now());
    return success(project, {
      provider_subject: registration.providerSubject,
      provider_type: registration.providerType,
      provider_values: providerValues(login, timestamp(clock.now() + PROVIDER_TOKEN_MS)),
      reset_sessions: false,
      ...(await memberLoginResponse(context, subject, factor, request)),
    });
  });
}

function registerMember(
  context: ProjectContext,
  organization: Organization,
  provider: Provider,
  email: string,
) {
  const existing = findMemberByEmail(context.state, organization, email);
  if (existing === undefined && !allowsEmailProvisioning(organization, email)) {
    throw apiError("email_jit_provisioning_not_allowed");
  }
  const known = existing ?? createMember(context, organization, { emailAddress: email });
  checkAuthMethod(organization, known, `${provider.name}_oauth`);
  const account = emulatedAccount(provider, email);
  const registration = known.oauthRegistrations.find(
    (other) => other.providerType === account.providerType,
  ) ?? { ...account, registrationId: newId("member-oauth", context.project.environment) };
  const others = known.oauthRegistrations.filter((other) => other !== registration);
  const member: Member = {
    ...known,
    status: "active",
    // The owner of the account owns the address.
    emailAddressVerified: true,
    oauthRegistrations: [...others, registration],
    updatedAt: context.clock.now(),
  };
  context.state.members.replace(member);
  return { member, registration };
}
