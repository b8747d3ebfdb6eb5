import { Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import { apiError } from "../errors.ts";
import { jwks } from "../keys/keys.ts";
import type { Projects } from "../projects.ts";
import type { Store } from "../state/store.ts";
import { success } from "../wire/responses.ts";

/**
 * The public keys of a project, without credentials.
 *
 * @see https://stytch.com/docs/api/jwks-get
 */
export function jwksRoutes(projects: Projects, store: Store): Hono<AuthenticatedEnv> {
  return new Hono<AuthenticatedEnv>().get("/:project_id", async (c) => {
    const projectId = c.req.param("project_id");
    const project = Object.values(projects).find((one) => one.projectId === projectId);
    if (project === undefined) throw apiError("project_not_found");
    return success(project, { keys: await jwks(store.of(projectId)) });
  });
}
