import { StytchError } from "../stytch-error.ts";
import type { ConnectedAppInputs, ConnectedAppOutputs } from "./model.ts";

/** The resource in the state with which a client would be deleted. */
export interface Doomed {
  readonly urn: string;
  /** Whether another client of the same type replaces it. */
  readonly isReplaced: boolean;
}

/** A client of a live project would be replaced or deleted although no one named its id to allow that. */
export class DestructiveChangeError extends StytchError {
  readonly code = "ERR_STYTCH_DESTRUCTIVE";

  constructor(clientId: string, hasOtherType: boolean, doomed?: Doomed) {
    const urn = doomed ? `'${doomed.urn}'` : "with its URN";
    super(
      `${clientId} is a client of a live project: ${whatWouldHappen(hasOtherType, doomed)}. ` +
        "Everything that signs in with it would stop working at once, its tokens would become invalid, and Stytch cannot " +
        `restore it. The client was not touched. ${wayBack(hasOtherType, doomed)} To allow it, name the client: ` +
        `STYTCH_ALLOW_DESTRUCTIVE=${clientId} in the environment, or pulumi config set stytch:allowDestructive ${clientId}, or allowDestructive of its StytchProvider, ` +
        `or allowDestructive: "${clientId}" in the resource (run pulumi up once before a deletion). To keep the client and only ` +
        `remove it from the state, use retainOnDelete or pulumi state delete ${urn}; where that is ambiguous, as while a ` +
        "replacement is pending, the documentation has the command, under Protect clients.",
    );
  }
}

function whatWouldHappen(hasOtherType: boolean, doomed?: Doomed): string {
  const replaced = "would be replaced by one with a new id and secret, and then deleted";
  if (hasOtherType) return `a client cannot change its type, so it ${replaced}`;
  const client = doomed ? `the client of ${doomed.urn}` : "the client";
  return `${client} ${doomed?.isReplaced ? replaced : "would be deleted"}`;
}

function wayBack(hasOtherType: boolean, doomed?: Doomed): string {
  if (hasOtherType) return "To keep it, set clientType back.";
  if (!doomed?.isReplaced) return "To keep it, declare its resource.";
  return `To keep it, leave out --replace; after pulumi state taint, run pulumi state untaint '${doomed.urn}'.`;
}

/**
 * Clients of live projects are not replaced or deleted unless that very client is named, in the
 * resource, in the stack's configuration or in the environment.
 *
 * @param outputs what the state remembers of the client.
 * @param inputs those of a replacement by another type; undefined for any other deletion.
 * @param allowed ids that are allowed outside the resource.
 */
export function destructionProblem(
  id: string,
  { projectId, allowDestructive }: Readonly<Record<string, unknown>> | ConnectedAppOutputs,
  inputs: ConnectedAppInputs | undefined,
  allowed: ReadonlySet<string>,
  doomed?: Doomed,
): DestructiveChangeError | undefined {
  // Older states do not name the project, but the id of a live client shows it too.
  const isLive =
    String(projectId).startsWith("project-live-") || id.startsWith("connected-app-live-");
  const named = inputs ? inputs.allowDestructive : allowDestructive;
  if (!isLive || named === id || allowed.has(id)) return undefined;
  return new DestructiveChangeError(id, inputs !== undefined, doomed);
}
