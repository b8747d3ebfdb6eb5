import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import type { Services } from "../context.ts";
import { findOrganization } from "../people/find.ts";
import { type Searchable, searchPage, searchSchema } from "../people/search.ts";
import type { Member } from "../state/member.ts";
import { memberBody, organizationBody } from "../wire/person-output.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const requestSchema = searchSchema.extend({ organization_ids: z.array(z.string()).min(1) });

const emails = (member: Member) => [member.emailAddress];

const MEMBERS: Searchable<Member> = {
  kind: "member",
  whole: {
    member_ids: (member) => [member.id, member.externalId ?? ""],
    member_emails: emails,
    member_roles: (member) => ["stytch_member", ...member.roles],
    statuses: (member) => [member.status],
  },
  part: { member_email_fuzzy: emails },
};

/**
 * Lists members page by page, in creation order; the filters that compare texts.
 *
 * @see https://stytch.com/docs/b2b/api/search-members
 */
export function memberSearchRoutes({ store }: Services): Hono<AuthenticatedEnv> {
  return new Hono<AuthenticatedEnv>().post("/members/search", async (c) => {
    const project = c.get("project");
    const state = store.of(project.projectId);
    const { organization_ids, ...search } = await readBody(c, requestSchema);
    const organizations = organization_ids.map((id) => findOrganization(state, id));
    const ids = new Set(organizations.map((organization) => organization.id));
    const members = state.members.filter((member) => ids.has(member.organizationId));
    const found = searchPage(members, search, MEMBERS);
    return success(project, {
      members: found.page.map(memberBody),
      organizations: Object.fromEntries(
        organizations.map((one) => [one.id, organizationBody(one)]),
      ),
      results_metadata: found.metadata,
    });
  });
}
