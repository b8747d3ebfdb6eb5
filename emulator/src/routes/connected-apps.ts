import { Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import { CLIENT_TYPES, type ClientType, isPublic } from "../connected-app/client-type.ts";
import { DEFAULT_SETTINGS } from "../connected-app/fields.ts";
import { apiError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Misbehaviours } from "../misbehaviours.ts";
import { forgetGrants } from "../oauth/endings.ts";
import type { AppSettings } from "../options.ts";
import { acceptSettings } from "../rules/connected-app.ts";
import { type ConnectedApp, issueSecret } from "../state/connected-app.ts";
import type { ConnectedApps } from "../state/connected-apps.ts";
import type { History } from "../state/history.ts";
import {
  createRequestSchema,
  readSettings,
  updateRequestSchema,
} from "../wire/connected-app-input.ts";
import { connectedAppBody, createdBody } from "../wire/connected-app-output.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

/**
 * Create, get, update and delete of Connected App clients.
 *
 * @see https://stytch.com/docs/api/connected-apps-create
 */
export function connectedAppRoutes(
  { store, seen }: History,
  { maxConnectedApps: limit }: AppSettings,
  misbehaviours: Misbehaviours,
): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/", async (c) => {
    const project = c.get("project");
    const request = await readBody(c, createRequestSchema);
    const clientType = readClientType(request.client_type);
    const habits = c.get("habits");
    const requested = readSettings(request, DEFAULT_SETTINGS);
    const settings = acceptSettings(requested, { project, clientType, habits });

    const { connectedApps, clearSecrets } = store.of(project.projectId);
    if (limit !== undefined && connectedApps.count() >= limit)
      throw apiError("too_many_connected_apps", limit);

    const secret = isPublic(clientType) ? undefined : issueSecret(clearSecrets);
    const app: ConnectedApp = {
      clientId: newId("connected-app", project.environment),
      clientType,
      creationMethod: "API",
      settings,
      secret: secret?.stored ?? null,
      nextSecret: null,
    };
    connectedApps.put(app);
    return success(project, { connected_app: createdBody(app, secret?.clear, habits) });
  });

  routes.get("/:client_id", (c) => {
    const project = c.get("project");
    const habits = c.get("habits");
    const clients = seen(project.projectId, habits.get_lag_seconds);
    const app = findConnectedApp(clients, c.req.param("client_id"));
    const clientName = `${app.settings.clientName} (other)`;
    const other = misbehaviours.has("client_fields_differ") && { client_name: clientName };
    return success(project, { connected_app: { ...connectedAppBody(app, habits), ...other } });
  });

  routes.put("/:client_id", async (c) => {
    const project = c.get("project");
    const request = await readBody(c, updateRequestSchema);
    const habits = c.get("habits");
    if (request.client_type !== undefined && habits.client_type_on_update === "refused") {
      throw apiError("invalid_argument", "client_type cannot be changed");
    }
    const { connectedApps } = store.of(project.projectId);
    const app = findConnectedApp(connectedApps, c.req.param("client_id"));
    const isReset = habits.omitted_fields_on_update === "reset";
    const requested = readSettings(request, isReset ? DEFAULT_SETTINGS : app.settings);
    const settings = acceptSettings(requested, { project, clientType: app.clientType, habits });

    const updated = { ...app, settings };
    connectedApps.put(updated);
    return success(project, { connected_app: connectedAppBody(updated, habits) });
  });

  routes.delete("/:client_id", (c) => {
    const project = c.get("project");
    const state = store.of(project.projectId);
    const clientId = c.req.param("client_id");
    if (c.get("habits").delete_of_missing_client === "not_found") {
      findConnectedApp(state.connectedApps, clientId);
    }
    state.connectedApps.remove(clientId);
    forgetGrants(state, (parties) => parties.clientId === clientId);
    return success(project, { client_id: clientId });
  });

  return routes;
}

/** @throws ApiError 404 `connected_app_not_found`. */
export function findConnectedApp(
  connectedApps: Pick<ConnectedApps, "get">,
  clientId: string,
): ConnectedApp {
  const app = connectedApps.get(clientId);
  if (app === undefined) throw apiError("connected_app_not_found");
  return app;
}

function readClientType(text: string): ClientType {
  const clientType = CLIENT_TYPES.find((known) => known === text);
  if (clientType === undefined) throw apiError("invalid_connected_app_type");
  return clientType;
}
