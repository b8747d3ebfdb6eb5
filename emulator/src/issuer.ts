import type { HabitValue } from "./habits/table.ts";
import type { Project } from "./projects.ts";

const STYTCH_HOSTS = new Set(["test.stytch.com", "api.stytch.com"]);

/**
 * The issuer of the tokens that a request obtains. It depends on the host of the request: a project
 * domain, and any address of the emulator counts as one, is the issuer itself, without a trailing
 * slash. Stytch's own hosts, and the legacy paths `/v1/public/{project_id}/…` on any host, give
 * `stytch.com/{project_id}`, with or without a scheme as the habit says.
 *
 * @see https://stytch.com/docs/connected-apps/resources/custom-domains
 */
export function issuerOf(
  request: { url: string },
  project: Project,
  form: HabitValue<"legacy_issuer">,
): string {
  const { origin, hostname, pathname } = new URL(request.url);
  const isLegacy =
    STYTCH_HOSTS.has(hostname) || pathname.startsWith(`/v1/public/${project.projectId}/`);
  if (!isLegacy) return origin;
  const issuer = `stytch.com/${project.projectId}`;
  return form === "with_scheme" ? `https://${issuer}` : issuer;
}
