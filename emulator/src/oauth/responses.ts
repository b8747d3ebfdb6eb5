import { newId } from "../ids.ts";
import type { Project } from "../projects.ts";
import type { OAuthError } from "./oauth-error.ts";

/** RFC 6749 section 5.1 requires it of every response that contains a token. */
const NO_STORE = { "cache-control": "no-store" };

/** @returns A response of an OAuth endpoint, with the fields of every response of Stytch. */
export function oauthSuccess(
  project: Project,
  body: Record<string, unknown>,
  statusCode = 200,
): Response {
  const request_id = newId("request-id", project.environment);
  return Response.json(
    { ...body, request_id, status_code: statusCode },
    { status: statusCode, headers: NO_STORE },
  );
}

/** @returns The five fields of Stytch's OAuth errors; a challenge too if client authentication failed with 401. */
export function oauthFailure(project: Project, error: OAuthError): Response {
  const body = {
    status_code: error.status,
    request_id: newId("request-id", project.environment),
    error: error.error,
    error_description: error.message,
    error_uri: `https://stytch.com/docs/api/errors/${error.status}#${error.error}`,
  };
  const challenge = error.error === "invalid_client" &&
    error.status === 401 && {
      "www-authenticate": `Basic realm="${project.projectId}"`,
    };
  return Response.json(body, { status: error.status, headers: { ...NO_STORE, ...challenge } });
}
