import { type Context, Hono } from "hono";
import { jwks } from "../keys/keys.ts";
import { type OAuthContext, type OAuthServices, oauthContextOf } from "../oauth/context.ts";
import { type DomainEnv, projectOf } from "../oauth/domain.ts";
import {
  authorizationServerMetadata,
  type EndpointBase,
  endpointBase,
  openidConfiguration,
} from "../oauth/metadata.ts";
import { success } from "../wire/responses.ts";

/**
 * The documents below `/.well-known`, open to all.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414
 */
export function wellKnownRoutes(services: OAuthServices): Hono<DomainEnv> {
  const routes = new Hono<DomainEnv>();
  const get = (path: string, handle: Handler) => {
    routes.get(path, async (c: Context<DomainEnv>) => {
      const project = projectOf(c, services.projects);
      const context = oauthContextOf(services, project, c.req);
      const base = endpointBase(c.req, c.req.param("project_id"));
      return success(project, await handle(context, base));
    });
  };
  get("/openid-configuration", openidConfiguration);
  get("/oauth-authorization-server", authorizationServerMetadata);
  get("/jwks.json", async ({ state }) => ({ keys: await jwks(state) }));
  return routes;
}

type Handler = (
  context: OAuthContext,
  base: EndpointBase,
) => Record<string, unknown> | Promise<Record<string, unknown>>;
