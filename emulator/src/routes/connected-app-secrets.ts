import { type Context, Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import { apiError } from "../errors.ts";
import { isPublic, issueSecret } from "../state/connected-app.ts";
import type { Store } from "../state/store.ts";
import { connectedAppBody, rotatingBody } from "../wire/connected-app-output.ts";
import { emptyBodySchema, readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";
import { findConnectedApp } from "./connected-apps.ts";

/**
 * Rotation of a client secret: start makes a second one, finish keeps it, cancel drops it.
 *
 * @see https://stytch.com/docs/api/connected-apps-rotate-secret
 */
export function connectedAppSecretRoutes(store: Store): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/:client_id/secrets/rotate/start", async (c) => {
    const { project, connectedApps, app } = await readRotation(c, store, c.req.param("client_id"));
    if (app.nextSecret !== null) throw apiError("connected_app_already_rotating_secret");
    const next = issueSecret();
    const rotating = { ...app, nextSecret: next.stored };
    connectedApps.put(rotating);
    return success(project, { connected_app: rotatingBody(rotating, next.clear) });
  });

  routes.post("/:client_id/secrets/rotate/cancel", async (c) => {
    const { project, connectedApps, app } = await readRotation(c, store, c.req.param("client_id"));
    if (app.nextSecret === null) throw apiError("connected_app_not_rotating_secret");
    const cancelled = { ...app, nextSecret: null };
    connectedApps.put(cancelled);
    return success(project, { connected_app: connectedAppBody(cancelled) });
  });

  routes.post("/:client_id/secrets/rotate", async (c) => {
    const { project, connectedApps, app } = await readRotation(c, store, c.req.param("client_id"));
    if (app.nextSecret === null) throw apiError("connected_app_not_rotating_secret");
    const rotated = { ...app, secret: app.nextSecret, nextSecret: null };
    connectedApps.put(rotated);
    return success(project, { connected_app: connectedAppBody(rotated) });
  });

  return routes;
}

async function readRotation(c: Context<AuthenticatedEnv>, store: Store, clientId: string) {
  await readBody(c.req, emptyBodySchema);
  const project = c.get("project");
  const { connectedApps } = store.of(project.projectId);
  const app = findConnectedApp(connectedApps, clientId);
  if (isPublic(app.clientType)) throw apiError("public_connected_apps_do_not_have_secrets");
  return { project, connectedApps, app };
}
