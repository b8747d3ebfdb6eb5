import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type Services } from "../context.ts";
import { apiError } from "../errors.ts";
import { newId } from "../ids.ts";
import { hashFields, readHash } from "../passwords/migrated-hash.ts";
import { isPassword } from "../passwords/stored-password.ts";
import { checkEmail, mergeMetadata } from "../people/checks.ts";
import { findMemberByEmail, findOrganization } from "../people/find.ts";
import { createMember } from "../people/members.ts";
import { checkAuthMethod } from "../people/organization-rules.ts";
import { passwordFactor } from "../sessions/factors.ts";
import { sessionFields, sessionProofFields } from "../sessions/login.ts";
import { memberLoginResponse } from "../sessions/member-login.ts";
import type { Member } from "../state/member.ts";
import { memberResponse } from "../wire/member-response.ts";
import { metadataFields } from "../wire/person-input.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const authenticateSchema = z.object({
  organization_id: z.string(),
  email_address: z.string(),
  password: z.string(),
  ...sessionFields,
  ...sessionProofFields,
});

const migrateSchema = z.object({
  organization_id: z.string(),
  email_address: z.string(),
  ...hashFields,
  name: z.string().optional(),
  mfa_phone_number: z.string().optional(),
  set_phone_number_verified: z.boolean().optional(),
  external_id: z.string().optional(),
  roles: z.array(z.string()).optional(),
  ...metadataFields,
});

/**
 * Passwords of members: authenticate and migrate.
 *
 * @see https://stytch.com/docs/b2b/api/passwords-migrate
 */
export function b2bPasswordRoutes(services: Services): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/authenticate", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, authenticateSchema);
    const organization = findOrganization(context.state, request.organization_id);
    const email = checkEmail(request.email_address);
    const member = findMemberByEmail(context.state, organization, email);
    if (member === undefined) throw apiError("member_not_found");
    checkAuthMethod(organization, member, "password");
    if (member.password === null) throw apiError("member_password_not_found");
    if (!(await isPassword(member.password, request.password)))
      throw apiError("unauthorized_credentials");
    const factor = passwordFactor(
      { emailId: member.emailId, email: member.emailAddress },
      context.clock.now(),
    );
    const subject = { kind: "member", member, organization } as const;
    return success(context.project, await memberLoginResponse(context, subject, factor, request));
  });

  routes.post("/migrate", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, migrateSchema);
    const hash = readHash(request);
    const organization = findOrganization(context.state, request.organization_id);
    const email = checkEmail(request.email_address);
    const known = findMemberByEmail(context.state, organization, email);
    if (known && known.password !== null) throw apiError("password_already_exists");
    const base =
      known ??
      createMember(context, organization, {
        emailAddress: email,
        mfaPhoneNumber: request.mfa_phone_number,
        mfaPhoneNumberVerified: request.set_phone_number_verified,
        externalId: request.external_id,
      });
    const member: Member = {
      ...base,
      name: request.name ?? base.name,
      emailAddressVerified: true,
      roles: request.roles ?? base.roles,
      trustedMetadata: mergeMetadata(base.trustedMetadata, request.trusted_metadata),
      untrustedMetadata: mergeMetadata(base.untrustedMetadata, request.untrusted_metadata),
      password: { passwordId: newId("member-password", context.project.environment), ...hash },
      updatedAt: context.clock.now(),
    };
    context.state.members.replace(member);
    return success(context.project, {
      member_created: known === undefined,
      ...memberResponse(member, organization),
    });
  });

  return routes;
}
