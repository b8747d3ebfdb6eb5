import { Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import type { Services } from "../context.ts";
import { type Searchable, searchPage, searchSchema } from "../people/search.ts";
import type { Organization } from "../state/organization.ts";
import type { ProjectState } from "../state/store.ts";
import { organizationBody } from "../wire/person-output.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const slug = ({ settings }: Organization) => [settings.organizationSlug];
const allowedDomains = ({ settings }: Organization) => settings.emailAllowedDomains;

function organizationsOf({ members }: ProjectState): Searchable<Organization> {
  const memberEmails = ({ id }: Organization) =>
    members.filter((member) => member.organizationId === id).map((member) => member.emailAddress);
  return {
    kind: "organization",
    whole: {
      organization_ids: ({ id }) => [id],
      organization_slugs: slug,
      member_emails: memberEmails,
      allowed_domains: allowedDomains,
      claimed_email_domains: ({ settings }) => settings.claimedEmailDomains,
    },
    part: {
      organization_name_fuzzy: ({ settings }) => [settings.organizationName],
      organization_slug_fuzzy: slug,
      member_email_fuzzy: memberEmails,
      allowed_domain_fuzzy: allowedDomains,
    },
  };
}

/**
 * Lists organizations page by page, in creation order.
 *
 * @see https://stytch.com/docs/b2b/api/search-organizations
 */
export function organizationSearchRoutes({ store }: Services): Hono<AuthenticatedEnv> {
  return new Hono<AuthenticatedEnv>().post("/search", async (c) => {
    const project = c.get("project");
    const search = await readBody(c, searchSchema);
    const state = store.of(project.projectId);
    const found = searchPage(state.organizations.all(), search, organizationsOf(state));
    return success(project, {
      organizations: found.page.map(organizationBody),
      results_metadata: found.metadata,
    });
  });
}
