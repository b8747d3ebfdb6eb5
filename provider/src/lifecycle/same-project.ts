import type { StytchApi } from "../stytch/api.ts";
import { StytchSettingsError } from "../stytch/errors.ts";

/**
 * A stack that was pointed to another project would find none of its resources there, and forget
 * them.
 *
 * @param known what the state remembers; older states do not name the project.
 * @throws StytchSettingsError
 */
export function requireSameProject(
  api: StytchApi,
  id: string,
  { projectId }: { projectId?: string },
): void {
  if (projectId === undefined || projectId === api.projectId) return;
  throw new StytchSettingsError(
    `${id} belongs to ${projectId}, but this stack is configured for ${api.projectId}. ` +
      "Set stytch:projectId and stytch:secret back; to manage another project, use another stack.",
  );
}
