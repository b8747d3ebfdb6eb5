import type { Context } from "hono";
import { apiError } from "../errors.ts";
import type { Project, Projects } from "../projects.ts";

/** What the server that received a request passes to the OAuth endpoints. */
export interface DomainEnv {
  Bindings: {
    /** The project whose domain the request was sent to: on the wire, its port. */
    domain: Project;
  };
}

/**
 * The project that an OAuth endpoint speaks for: the one in the path below `/v1/public`, or else
 * the one whose domain it is.
 *
 * @throws ApiError 404 `route_not_found` if the path names no project.
 */
export function projectOf(c: Context<DomainEnv>, projects: Projects): Project {
  const projectId = c.req.param("project_id");
  if (projectId === undefined) return c.env.domain;
  const project = [projects.consumer, projects.b2b].find((one) => one.projectId === projectId);
  if (project === undefined) throw apiError("route_not_found");
  return project;
}
