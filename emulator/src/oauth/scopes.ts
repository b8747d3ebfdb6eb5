import { isThirdParty } from "../connected-app/client-type.ts";
import { apiError } from "../errors.ts";
import type { Misbehaviours } from "../misbehaviours.ts";
import { type Subject, subjectRoles } from "../people/subject-type.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { CustomScope } from "../state/project-switches.ts";

/** What the built-in scopes let a client do. */
const BUILT_IN_SCOPES = new Map([
  ["openid", "Know who you are"],
  ["profile", "See your name, picture and locale"],
  ["email", "See your email address"],
  ["phone", "See your phone number"],
  ["offline_access", "Keep access while you are away"],
  ["full_access", "Act as you everywhere in this project"],
]);

/** What discovery lists: `full_access` is for first party clients, which know of it. */
export const ADVERTISED_SCOPES = [...BUILT_IN_SCOPES.keys()].filter(
  (scope) => scope !== "full_access",
);

export interface ScopeResult {
  scope: string;
  description: string;
  isGrantable: boolean;
}

/**
 * Says for each requested scope, once, whether this subject can grant it to this client.
 *
 * @throws ApiError 400 `oauth_invalid_scope_requested` for a scope that the project does not have.
 * @see https://stytch.com/docs/connected-apps/oauth-learn-more/oauth-scopes
 */
export function judgeScopes(
  requested: readonly string[],
  app: ConnectedApp,
  subject: Subject,
  customScopes: readonly CustomScope[],
  misbehaviours: Misbehaviours,
): ScopeResult[] {
  return [...new Set(requested)].map((scope) => {
    const custom = customScopes.find((known) => known.scope === scope);
    const description = BUILT_IN_SCOPES.get(scope) ?? custom?.description;
    if (description === undefined) throw apiError("oauth_invalid_scope_requested", scope);
    const isGrantable =
      !misbehaviours.has("scope_not_grantable") &&
      (scope !== "full_access" || mayHaveFullAccess(app)) &&
      (custom?.role === undefined || subjectRoles(subject).includes(custom.role));
    return { scope, description, isGrantable };
  });
}

/** @see https://stytch.com/docs/guides/connected-apps/client-types */
function mayHaveFullAccess({ clientType, settings }: ConnectedApp): boolean {
  return !isThirdParty(clientType) && settings.fullAccessAllowed;
}
