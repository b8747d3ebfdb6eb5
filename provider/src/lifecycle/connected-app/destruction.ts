import type { ConnectedAppInputs, ConnectedAppOutputs } from "./model.ts";

/** A client of a live project would be replaced or deleted without anybody having said so by its id. */
export class DestructiveChangeError extends Error {
  readonly code = "ERR_STYTCH_DESTRUCTIVE";

  constructor(clientId: string, isReplacement: boolean) {
    const what = isReplacement
      ? "a client cannot change its type, so it would be replaced by one with another id and secret, and then be deleted"
      : "the client would be deleted";
    // A deletion is served with the configuration that the last update stored.
    const before = isReplacement ? "" : "with a pulumi up before the deletion, ";
    super(
      `${clientId} is a client of a live project: ${what}. Everything that signs in with it would stop working at once, ` +
        "its tokens would be void, and Stytch cannot bring it back. The client was not touched. If that is meant, name it: " +
        `STYTCH_ALLOW_DESTRUCTIVE=${clientId} in the environment, or ${before}` +
        `pulumi config set stytch:allowDestructive ${clientId}, or allowDestructive: "${clientId}" in the resource. ` +
        "To keep the client and only forget it, use pulumi state delete or retainOnDelete.",
    );
    this.name = new.target.name;
  }
}

/**
 * Clients of live projects are not replaced or deleted unless that very client is named, in the
 * resource, in the stack's configuration or in the environment.
 *
 * @param inputs those of a replacement; undefined for a delete.
 */
export function destructionProblem(
  id: string,
  { projectId, allowDestructive }: ConnectedAppOutputs,
  inputs: ConnectedAppInputs | undefined,
  allowed: ReadonlySet<string>,
): DestructiveChangeError | undefined {
  // Older states do not name the project; a live client's id tells too.
  const isLive = projectId?.startsWith("project-live-") || id.startsWith("connected-app-live-");
  const named = inputs ? inputs.allowDestructive : allowDestructive;
  if (!isLive || named === id || allowed.has(id)) return undefined;
  return new DestructiveChangeError(id, inputs !== undefined);
}
