import type { ApiError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Project } from "../projects.ts";

/** @returns 200 with `request_id` first and `status_code` last, as Stytch orders them. */
export function success(project: Project, body: Record<string, unknown>): Response {
  return Response.json({ request_id: requestId(project), ...body, status_code: 200 });
}

/**
 * @returns The five keys of a Stytch API error, in the order of the live API.
 * @see https://stytch.com/docs/api/errors/400
 */
export function failure(
  project: Project,
  error: ApiError,
  headers: Record<string, string> = {},
): Response {
  const docs = project.vertical === "b2b" ? "b2b/api" : "api";
  const body = {
    status_code: error.status,
    request_id: requestId(project),
    error_type: error.errorType,
    error_message: error.message,
    error_url: `https://stytch.com/docs/${docs}/errors/${error.status}#${error.errorType}`,
  };
  return Response.json(body, { status: error.status, headers });
}

function requestId(project: Project): string {
  return newId("request-id", project.environment);
}
