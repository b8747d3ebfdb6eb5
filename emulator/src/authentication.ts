import type { MiddlewareHandler } from "hono";
import { apiError } from "./errors.ts";
import type { Habits } from "./habits/habits.ts";
import type { HabitValues } from "./habits/table.ts";
import { PROJECT_ID } from "./ids.ts";
import type { Project, Projects } from "./projects.ts";

/** What the routes find in the context once the caller is known; the habits are those of this request. */
export interface AuthenticatedEnv {
  Variables: { project: Project; habits: HabitValues };
}

/**
 * Requires HTTP Basic with a project id and its secret.
 *
 * @throws ApiError 401 `unauthorized_credentials` if the header is missing, malformed or wrong,
 * 400 `invalid_project_id_authentication` if the user part is not a project id at all.
 * @see https://www.rfc-editor.org/rfc/rfc7617
 */
export function authenticate(
  projects: Projects,
  habits: Habits,
): MiddlewareHandler<AuthenticatedEnv> {
  return async (c, next) => {
    const credentials = readBasic(c.req.header("authorization"));
    if (credentials === undefined) throw apiError("unauthorized_credentials");
    if (!PROJECT_ID.test(credentials.user)) throw apiError("invalid_project_id_authentication");
    const project = findProject(projects, credentials.user);
    if (project?.secret !== credentials.password) throw apiError("unauthorized_credentials");
    c.set("project", project);
    c.set("habits", habits.all());
    await next();
  };
}

/**
 * The project that a request claims to be of, its secret unchecked: good enough to choose the form
 * of an error. A request that names none is taken for one of the project whose domain it went to.
 */
export function claimedProject(
  projects: Projects,
  header: string | null | undefined,
  domain: Project,
): Project {
  return findProject(projects, readBasic(header)?.user) ?? domain;
}

function findProject(projects: Projects, projectId: string | undefined): Project | undefined {
  return [projects.consumer, projects.b2b].find((project) => project.projectId === projectId);
}

/** @returns Undefined if the header is missing or not a Basic one. */
export function readBasic(header: string | null | undefined) {
  const encoded = /^basic +([\w+/-]+=*)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, "base64").toString();
  const colon = pair.indexOf(":");
  return colon < 0 ? undefined : { user: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
