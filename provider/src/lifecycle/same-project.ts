import { StytchSettingsError } from "../stytch/errors.ts";

/**
 * A stack whose settings name another project would find none of its resources there, and forget
 * them; or create new ones there in addition to those that it has.
 *
 * @param configured what the stack is configured for now.
 * @param known what the state remembers; older states do not name the project.
 * @throws StytchSettingsError
 */
export function requireSameProject(
  configured: { readonly projectId: string },
  id: string,
  { projectId }: { readonly projectId?: string },
): void {
  const isSame =
    projectId === undefined
      ? isOfSameKind(id, configured.projectId)
      : projectId === configured.projectId;
  if (isSame) return;
  const holder = projectId ?? "a project of the other kind, live or test";
  throw new StytchSettingsError(
    `${id} belongs to ${holder}, but this stack is configured for ${configured.projectId}. ` +
      "Restore stytch:projectId and stytch:secret; to manage another project, use another stack. To move this " +
      "stack on purpose, first run pulumi destroy with the former settings, or pulumi state delete for its " +
      "resources, which leaves them at Stytch.",
  );
}

/** An id, like that of the project, says whether the project is a live or a test one. */
function isOfSameKind(id: string, projectId: string): boolean {
  const [kind, other] = [id, projectId].map((text) => /-(live|test)-/.exec(text)?.[1]);
  return kind === undefined || other === undefined || kind === other;
}
