import { Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type Services } from "../context.ts";
import { newId } from "../ids.ts";
import { findOrganization } from "../people/find.ts";
import { checkOrganization } from "../people/organizations.ts";
import { removeOrganization } from "../people/removal.ts";
import type { Organization } from "../state/organization.ts";
import {
  createOrganizationSchema,
  DEFAULT_ORGANIZATION,
  readOrganization,
  updateOrganizationSchema,
} from "../wire/organization-input.ts";
import { organizationBody } from "../wire/person-output.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

/**
 * Create, get, update and delete of organizations.
 *
 * @see https://stytch.com/docs/b2b/api/create-organization
 */
export function organizationRoutes(services: Services): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/", async (c) => {
    const { project, state, clock } = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, createOrganizationSchema);
    const settings = checkOrganization(state, readOrganization(request, DEFAULT_ORGANIZATION));
    const now = clock.now();
    const id = newId("organization", project.environment);
    const organization: Organization = { id, settings, createdAt: now, updatedAt: now };
    state.organizations.add(organization);
    return success(project, { organization: organizationBody(organization) });
  });

  routes.get("/:organization_id", (c) => {
    const { project, state } = contextOf(services, c.get("project"), c.req);
    const organization = findOrganization(state, c.req.param("organization_id"));
    return success(project, { organization: organizationBody(organization) });
  });

  routes.put("/:organization_id", async (c) => {
    const { project, state, clock } = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, updateOrganizationSchema);
    const organization = findOrganization(state, c.req.param("organization_id"));
    const settings = readOrganization(request, organization.settings);
    const updated: Organization = {
      ...organization,
      settings: checkOrganization(state, settings, organization),
      updatedAt: clock.now(),
    };
    state.organizations.replace(updated);
    return success(project, { organization: organizationBody(updated) });
  });

  routes.delete("/:organization_id", (c) => {
    const { project, state } = contextOf(services, c.get("project"), c.req);
    const organization = findOrganization(state, c.req.param("organization_id"));
    removeOrganization(state, organization);
    return success(project, { organization_id: organization.id });
  });

  return routes;
}
