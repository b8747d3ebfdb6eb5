import { StytchSettingsError } from "../stytch/errors.ts";

/**
 * A stack that was pointed to another project would find none of its resources there, and forget
 * them; or make new ones there beside those that it has.
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
      "Set stytch:projectId and stytch:secret back; to manage another project, use another stack. To move this " +
      "stack on purpose, run pulumi destroy with the former settings first, or pulumi state delete for its " +
      "resources, which leaves them where they are.",
  );
}

/** An id says whether its project is a live or a test one, as the project's own id does. */
function isOfSameKind(id: string, projectId: string): boolean {
  const [kind, other] = [id, projectId].map((text) => /-(live|test)-/.exec(text)?.[1]);
  return kind === undefined || other === undefined || kind === other;
}
