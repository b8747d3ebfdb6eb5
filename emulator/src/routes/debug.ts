import { Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import { success } from "../wire/responses.ts";

/** `GET /v1/debug/whoami`: the cheapest way to try credentials. */
export function debugRoutes(): Hono<AuthenticatedEnv> {
  return new Hono<AuthenticatedEnv>().get("/whoami", (c) => {
    const project = c.get("project");
    return success(project, { project_id: project.projectId, name: project.name });
  });
}
