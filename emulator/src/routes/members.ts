import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type ProjectContext, type Services } from "../context.ts";
import { apiError } from "../errors.ts";
import { checkPhoneNumber, mergeMetadata } from "../people/checks.ts";
import { findMember, findMemberByEmail, findOrganization } from "../people/find.ts";
import { createMember, newMemberEmail, newMemberExternalId } from "../people/members.ts";
import { removeMember } from "../people/removal.ts";
import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import { memberResponse } from "../wire/member-response.ts";
import { metadataFields } from "../wire/person-input.ts";
import { readQuery } from "../wire/query.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const commonFields = {
  name: z.string().optional(),
  is_breakglass: z.boolean().optional(),
  mfa_phone_number: z.string().optional(),
  mfa_enrolled: z.boolean().optional(),
  roles: z.array(z.string()).optional(),
  external_id: z.string().optional(),
  ...metadataFields,
};

const createSchema = z.object({
  email_address: z.string(),
  create_member_as_pending: z.boolean().optional(),
  ...commonFields,
});

const updateSchema = z.object({
  email_address: z.string().optional(),
  default_mfa_method: z.string().optional(),
  ...commonFields,
});

const getSchema = z.object({
  member_id: z.string().optional(),
  email_address: z.string().optional(),
});

/**
 * Create, get, update and delete of the members of an organization.
 *
 * @see https://stytch.com/docs/b2b/api/create-member
 */
export function memberRoutes(services: Services): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/:organization_id/members", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, createSchema);
    const organization = findOrganization(context.state, c.req.param("organization_id"));
    const member = createMember(context, organization, {
      emailAddress: request.email_address,
      status: request.create_member_as_pending ? "pending" : "active",
      name: request.name,
      isBreakglass: request.is_breakglass,
      mfaEnrolled: request.mfa_enrolled,
      mfaPhoneNumber: request.mfa_phone_number,
      roles: request.roles,
      trustedMetadata: request.trusted_metadata,
      untrustedMetadata: request.untrusted_metadata,
      externalId: request.external_id,
    });
    return success(context.project, memberResponse(member, organization));
  });

  routes.get("/:organization_id/member", (c) => {
    const { project, state } = contextOf(services, c.get("project"), c.req);
    const { member_id, email_address } = readQuery(c.req, getSchema);
    if (Boolean(member_id) === Boolean(email_address)) throw apiError("invalid_member_get_fields");
    const organization = findOrganization(state, c.req.param("organization_id"));
    const member = member_id
      ? findMember(state, organization, member_id)
      : findMemberByEmail(state, organization, email_address ?? "");
    if (member === undefined) throw apiError("member_not_found");
    return success(project, memberResponse(member, organization));
  });

  // The only way to get a member without naming an organization.
  routes.get("/members/dangerously_get/:member_id", (c) => {
    const { project, state } = contextOf(services, c.get("project"), c.req);
    const member = state.members.get(c.req.param("member_id"));
    if (member === undefined) throw apiError("member_not_found");
    return success(project, memberResponse(member, findOrganization(state, member.organizationId)));
  });

  routes.put("/:organization_id/members/:member_id", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, updateSchema);
    const organization = findOrganization(context.state, c.req.param("organization_id"));
    const member = findMember(context.state, organization, c.req.param("member_id"));
    const updated = update(context, organization, member, request);
    context.state.members.replace(updated);
    return success(context.project, memberResponse(updated, organization));
  });

  routes.delete("/:organization_id/members/:member_id", (c) => {
    const { project, state } = contextOf(services, c.get("project"), c.req);
    const organization = findOrganization(state, c.req.param("organization_id"));
    const member = findMember(state, organization, c.req.param("member_id"));
    removeMember(state, member);
    return success(project, { member_id: member.id });
  });

  return routes;
}

function update(
  context: ProjectContext,
  organization: Organization,
  member: Member,
  request: z.output<typeof updateSchema>,
): Member {
  const phone = request.mfa_phone_number ?? member.mfaPhoneNumber;
  const email = request.email_address ?? member.emailAddress;
  const externalId = request.external_id ?? member.externalId ?? "";
  return {
    ...member,
    name: request.name ?? member.name,
    emailAddress: newMemberEmail(context, organization, email, member),
    isBreakglass: request.is_breakglass ?? member.isBreakglass,
    mfaEnrolled: request.mfa_enrolled ?? member.mfaEnrolled,
    mfaPhoneNumber: phone === "" ? "" : checkPhoneNumber(phone),
    mfaPhoneNumberVerified: phone === member.mfaPhoneNumber && member.mfaPhoneNumberVerified,
    defaultMfaMethod: request.default_mfa_method ?? member.defaultMfaMethod,
    roles: request.roles ?? member.roles,
    trustedMetadata: mergeMetadata(member.trustedMetadata, request.trusted_metadata),
    untrustedMetadata: mergeMetadata(member.untrustedMetadata, request.untrusted_metadata),
    externalId: newMemberExternalId(context, organization, externalId, member),
    updatedAt: context.clock.now(),
  };
}
