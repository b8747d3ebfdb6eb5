import { Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import { apiError } from "../errors.ts";
import type { OAuthServices } from "../oauth/context.ts";
import { type InstalledApp, installedApps, revokeConsent } from "../oauth/installed-apps.ts";
import { findMember, findOrganization, findUser } from "../people/find.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { ProjectState } from "../state/store.ts";
import { grantedAppBody, installedAppBody } from "../wire/installed-app-output.ts";
import { emptyBodySchema, readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

/**
 * The apps that users have authorized.
 *
 * @see https://stytch.com/docs/api/user-connected-apps
 */
export function userAppRoutes({ store }: OAuthServices): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.get("/:user_id/connected_apps", (c) => {
    const state = store.of(c.get("project").projectId);
    const { id } = findUser(state, c.req.param("user_id"));
    return success(c.get("project"), { connected_apps: appsOf(state, id) });
  });

  routes.post("/:user_id/connected_apps/:connected_app_id/revoke", async (c) => {
    await readBody(c, emptyBodySchema);
    const state = store.of(c.get("project").projectId);
    const { id } = findUser(state, c.req.param("user_id"));
    revokeConsent(state, id, c.req.param("connected_app_id"));
    return success(c.get("project"), {});
  });

  return routes;
}

/**
 * The apps that members have authorized, and those of a whole organization.
 *
 * @see https://stytch.com/docs/b2b/api/organization-connected-apps
 */
export function organizationAppRoutes({ store }: OAuthServices): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.get("/:organization_id/connected_apps", (c) => {
    const state = store.of(c.get("project").projectId);
    const installed = appsOfOrganization(state, c.req.param("organization_id"));
    const apps = new Set<ConnectedApp>(installed.map(({ app }) => app));
    return success(c.get("project"), { connected_apps: [...apps].map(installedAppBody) });
  });

  routes.get("/:organization_id/connected_apps/:connected_app_id", (c) => {
    const state = store.of(c.get("project").projectId);
    const clientId = c.req.param("connected_app_id");
    const installed = appsOfOrganization(state, c.req.param("organization_id")).filter(
      ({ app }) => app.clientId === clientId,
    );
    const [first] = installed;
    if (first === undefined) throw apiError("connected_app_not_found");
    // The one response for which Stytch documents no request_id.
    return Response.json({
      ...installedAppBody(first.app),
      active_members: installed.map(({ consent }) => ({
        member_id: consent.subjectId,
        granted_scopes: consent.scopes,
      })),
      status_code: 200,
    });
  });

  const memberApps = "/:organization_id/members/:member_id/connected_apps" as const;

  routes.get(memberApps, (c) => {
    const state = store.of(c.get("project").projectId);
    const { organization_id, member_id } = c.req.param();
    const member = findMember(state, findOrganization(state, organization_id), member_id);
    return success(c.get("project"), { connected_apps: appsOf(state, member.id) });
  });

  routes.post(`${memberApps}/:connected_app_id/revoke`, async (c) => {
    await readBody(c, emptyBodySchema);
    const state = store.of(c.get("project").projectId);
    const { organization_id, member_id, connected_app_id } = c.req.param();
    const member = findMember(state, findOrganization(state, organization_id), member_id);
    revokeConsent(state, member.id, connected_app_id);
    return success(c.get("project"), {});
  });

  return routes;
}

function appsOf(state: ProjectState, subjectId: string) {
  return installedApps(state, (consent) => consent.subjectId === subjectId).map(grantedAppBody);
}

function appsOfOrganization(state: ProjectState, organizationId: string): InstalledApp[] {
  const { id } = findOrganization(state, organizationId);
  return installedApps(state, (consent) => consent.organizationId === id);
}
