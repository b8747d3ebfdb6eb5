import { apiError } from "../errors.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import { type Consent, consentId } from "../state/consent.ts";
import type { ProjectState } from "../state/store.ts";
import { endTokens } from "./endings.ts";

/** An app that someone has authorized and not revoked. */
export interface InstalledApp {
  app: ConnectedApp;
  consent: Consent;
}

export function installedApps(
  state: ProjectState,
  test: (consent: Consent) => boolean,
): InstalledApp[] {
  return state.consents.filter(test).flatMap((consent) => {
    const app = state.connectedApps.get(consent.clientId);
    return app === undefined ? [] : [{ app, consent }];
  });
}

/**
 * Revokes an app: its tokens stop working, and the next authorization needs consent again.
 *
 * @throws ApiError 404 `connected_app_not_found` if this subject has not installed the app.
 * @see https://stytch.com/docs/b2b/guides/connected-apps/consent-management
 */
export function revokeConsent(state: ProjectState, subjectId: string, clientId: string): void {
  const id = consentId(subjectId, clientId);
  if (state.consents.get(id) === undefined) throw apiError("connected_app_not_found");
  state.consents.remove(id);
  endTokens(
    state,
    (grant) => grant.subjectId === subjectId && grant.clientId === clientId,
    "consent_revoked",
  );
}
