import type { Ending, Grant } from "../state/grant.ts";
import type { OAuthState } from "../state/oauth-state.ts";

/** Ends every code and token whose grant passes the test. */
export function endTokens(
  state: OAuthState,
  test: (grant: Grant) => boolean,
  ending: NonNullable<Ending>,
): void {
  for (const code of state.authorizationCodes.filter(({ grant }) => test(grant))) {
    state.authorizationCodes.replace({ ...code, used: true });
  }
  for (const token of state.accessTokens.filter(({ grant }) => test(grant))) {
    state.accessTokens.replace({ ...token, ending: token.ending ?? ending });
  }
  for (const token of state.refreshTokens.filter(({ grant }) => test(grant))) {
    state.refreshTokens.replace({ ...token, ending: token.ending ?? ending });
  }
}

/** Forgets every code, token and consent of a deleted client or subject. */
export function forgetGrants(
  state: OAuthState,
  test: (parties: { clientId: string; subjectId: string }) => boolean,
): void {
  state.authorizationCodes.removeAll(({ grant }) => test(grant));
  state.accessTokens.removeAll(({ grant }) => test(grant));
  state.refreshTokens.removeAll(({ grant }) => test(grant));
  state.consents.removeAll(test);
}
