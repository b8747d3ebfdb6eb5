import { isThirdParty } from "../connected-app/client-type.ts";
import type { Misbehaviours } from "../misbehaviours.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import { consentId } from "../state/consent.ts";
import type { Grant } from "../state/grant.ts";
import type { OAuthState } from "../state/oauth-state.ts";

/**
 * Whether the subject has to decide: always for `prompt=consent` and for `offline_access`, unless
 * a first party client may bypass that; otherwise a third party client needs consent once for each
 * scope.
 *
 * @see https://stytch.com/docs/b2b/guides/connected-apps/consent-management
 */
export function isConsentRequired(
  state: OAuthState,
  app: ConnectedApp,
  subjectId: string,
  asked: { scopes: readonly string[]; prompts: readonly string[] },
  misbehaviours: Misbehaviours,
): boolean {
  if (misbehaviours.has("consent_never_required")) return false;
  if (misbehaviours.has("consent_always_required") || asked.prompts.includes("consent"))
    return true;
  const { settings, clientType, clientId } = app;
  if (asked.scopes.includes("offline_access") && !settings.bypassConsentForOfflineAccess) {
    return true;
  }
  if (!isThirdParty(clientType)) return false;
  const remembered = state.consents.get(consentId(subjectId, clientId));
  return remembered === undefined || !isSubset(asked.scopes, remembered.scopes);
}

/** Remembers that the app is installed, adding to the scopes it had. */
export function rememberConsent(state: OAuthState, grant: Grant): void {
  const { subjectId, organizationId, clientId } = grant;
  const id = consentId(subjectId, clientId);
  const known = state.consents.get(id);
  const scopes = [...new Set([...(known?.scopes ?? []), ...grant.scopes])];
  const consent = { id, subjectId, organizationId, clientId, scopes };
  if (known === undefined) state.consents.add(consent);
  else state.consents.replace(consent);
}

function isSubset(part: readonly string[], whole: readonly string[]): boolean {
  return part.every((scope) => whole.includes(scope));
}
