import { type Context, Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import type { Clock } from "../clock.ts";
import { isPublic } from "../connected-app/client-type.ts";
import { apiError } from "../errors.ts";
import { type ConnectedApp, issueSecret } from "../state/connected-app.ts";
import type { Store } from "../state/store.ts";
import { connectedAppBody, rotatingBody } from "../wire/connected-app-output.ts";
import { emptyBodySchema, readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";
import { findConnectedApp } from "./connected-apps.ts";

/**
 * Rotation of a client secret: start makes a second one, finish keeps it, cancel drops it.
 * After the end the old one works as long as the habit `old_secret_grace_seconds` says.
 *
 * @see https://stytch.com/docs/api/connected-apps-rotate-secret
 */
export function connectedAppSecretRoutes(store: Store, clock: Clock): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/:client_id/secrets/rotate/start", async (c) => {
    const { project, state, app } = await readRotation(c, store, c.req.param("client_id"));
    const habits = c.get("habits");
    if (app.nextSecret !== null && habits.rotation_start_while_running === "refused")
      throw apiError("connected_app_already_rotating_secret");
    const next = issueSecret(state.clearSecrets);
    const rotating = { ...app, nextSecret: next.stored };
    state.connectedApps.put(rotating);
    return success(project, { connected_app: rotatingBody(rotating, next.clear, habits) });
  });

  routes.post("/:client_id/secrets/rotate/cancel", async (c) => {
    const { project, state, app } = await readRotation(c, store, c.req.param("client_id"));
    if (app.nextSecret === null) throw apiError("connected_app_not_rotating_secret");
    const cancelled = { ...app, nextSecret: null };
    state.connectedApps.put(cancelled);
    return success(project, { connected_app: connectedAppBody(cancelled, c.get("habits")) });
  });

  routes.post("/:client_id/secrets/rotate", async (c) => {
    const { project, state, app } = await readRotation(c, store, c.req.param("client_id"));
    if (app.nextSecret === null) throw apiError("connected_app_not_rotating_secret");
    const habits = c.get("habits");
    const graceMs = habits.old_secret_grace_seconds * 1000;
    const { previousSecret: _, ...rest } = app;
    const rotated: ConnectedApp = {
      ...rest,
      secret: app.nextSecret,
      nextSecret: null,
      ...(app.secret !== null &&
        graceMs > 0 && {
          previousSecret: { sha256: app.secret.sha256, validUntil: clock.now() + graceMs },
        }),
    };
    state.connectedApps.put(rotated);
    return success(project, { connected_app: connectedAppBody(rotated, habits) });
  });

  return routes;
}

async function readRotation(c: Context<AuthenticatedEnv>, store: Store, clientId: string) {
  await readBody(c, emptyBodySchema);
  const project = c.get("project");
  const state = store.of(project.projectId);
  const app = findConnectedApp(state.connectedApps, clientId);
  if (isPublic(app.clientType)) throw apiError("public_connected_apps_do_not_have_secrets");
  return { project, state, app };
}
